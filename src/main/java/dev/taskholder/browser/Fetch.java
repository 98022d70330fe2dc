package dev.taskholder.browser;

import dev.taskholder.JsException;
import dev.taskholder.TaskContext;
import java.util.Objects;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * An HTTP request as a call that blocks, by the browser's {@code fetch} (https://fetch.spec.whatwg.org), in a worker and in a
 * window. A cancel of the task aborts it on the network, through an {@code AbortController}, whatever the task is doing; the end of
 * the task does so too.
 *
 * <pre>{@code
 * try (Response response = Fetch.get(url).header("Accept", "application/json").send(context)) {
 *     return response.isOk() ? response.json() : null;
 * }
 * }</pre>
 */
public final class Fetch {
    private final String url;
    private final JSObject init = JsKind.newObject();
    private final JSObject headers = JsKind.newObject();

    private Fetch(String url) {
        this.url = url;
    }

    /** A GET request, until told otherwise. A relative {@code url} is relative to the script that runs: in a worker to the worker's. */
    public static Fetch get(String url) {
        return new Fetch(url);
    }

    /** Sets the method, such as {@code "POST"}. */
    public Fetch method(String method) {
        return set("method", JSString.valueOf(method));
    }

    /** Sets a header; the last value given to a name counts. */
    public Fetch header(String name, String value) {
        JsKind.set(headers, name, JSString.valueOf(value));
        return this;
    }

    /** Sets the body, a text sent in UTF-8. */
    public Fetch body(String text) {
        return set("body", JSString.valueOf(text));
    }

    /** Sets the body; {@code bytes} are copied now. */
    public Fetch body(byte[] bytes) {
        return set("body", Int8Array.copyFromJavaArray(bytes));
    }

    /**
     * Sends the request and waits until the status and headers of the answer are there; an error status is an answer too. A
     * checkpoint. If the task is cancelled while it waits, or a {@link TaskContext#withTimeout} around it passes, the request is
     * aborted at once. Can be called again for another request of the same kind.
     *
     * @throws JsException a {@code TypeError}, if there is no answer, or if the URL, method or a header cannot be
     */
    public Response send(TaskContext context) {
        context.checkpoint(); // before the request begins: a task that is held here has not asked yet
        OpenRequest request = new OpenRequest(context);
        try {
            JSObject response =
                    Promises.await(context, FetchApi.fetch(url, init, headers, request.controller), request::abort);
            return new Response(context, Objects.requireNonNull(response), request);
        } catch (Throwable e) {
            request.abort();
            throw e;
        }
    }

    private Fetch set(String name, JSObject value) {
        JsKind.set(init, name, value);
        return this;
    }
}
