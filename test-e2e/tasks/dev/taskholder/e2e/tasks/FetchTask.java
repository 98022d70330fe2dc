package dev.taskholder.e2e.tasks;

import dev.taskholder.Data;
import dev.taskholder.JsException;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskTimeoutException;
import dev.taskholder.browser.Fetch;
import dev.taskholder.browser.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends a request and reads the answer in one piece. */
final class FetchTask implements Task<Data, Object> {
    /**
     * Input {@code url}; {@code form}: {@code "text"}, {@code "bytes"}, {@code "json"}, or {@code "none"} to leave the body unread;
     * {@code method}, {@code text} or {@code bytes} (the body), {@code header} (a value for {@code X-Test}), {@code limitMillis} (0 = none).
     *
     * <p>Outputs {@code "sent"} when the headers are there. Result: {@code { status, ok, type, value }}, {@link Errors#report}, or
     * {@code "timed out"}.
     */
    @Override
    public @Nullable Object run(Data input, TaskContext context) {
        long limitMillis = input.getMillis("limitMillis", 0);
        try {
            return limitMillis == 0
                    ? fetch(input, context)
                    : context.<Object, RuntimeException>withTimeout(limitMillis, () -> fetch(input, context));
        } catch (JsException e) {
            return Errors.report(e);
        } catch (TaskTimeoutException e) {
            return "timed out";
        }
    }

    private static Object fetch(Data input, TaskContext context) {
        try (Response response = request(input).send(context)) {
            context.emit("sent");
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("status", response.status());
            answer.put("ok", response.isOk());
            answer.put("type", response.header("content-type"));
            answer.put("value", read(response, input.getString("form")));
            return answer;
        }
    }

    private static Fetch request(Data input) {
        Fetch request = Fetch.get(input.getString("url")).method(input.getString("method", "GET"));
        if (input.has("header")) {
            request.header("X-Test", input.getString("header"));
        }
        if (input.has("text")) {
            request.body(input.getString("text"));
        }
        if (input.has("bytes")) {
            request.body(input.getBytes("bytes"));
        }
        return request;
    }

    private static @Nullable Object read(Response response, String form) {
        return switch (form) {
            case "text" -> response.text();
            case "bytes" -> response.bytes();
            case "json" -> response.json();
            default -> null;
        };
    }
}
