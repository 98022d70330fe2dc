package dev.taskholder.browser;

import dev.taskholder.JsException;
import dev.taskholder.TaskContext;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/**
 * The answer to a {@link Fetch}: its status and headers, and a body that is read once, in one of four forms, by the fiber that
 * sent the request.
 *
 * <p>Reading blocks and is a checkpoint chunk by chunk: while the task is paused nothing is taken from the connection, and a
 * cancel or a {@link TaskContext#withTimeout} around it aborts the request on the network at once. A connection that breaks is a
 * {@link JsException}, a {@code TypeError} of the browser. What was not read to its end should be {@linkplain #close closed},
 * else it is under way until the task is cancelled or its body ends.
 */
public final class Response implements AutoCloseable {
    private final TaskContext context;
    private final JSObject response;
    private final Chunks chunks;

    Response(TaskContext context, JSObject response, OpenRequest request) {
        this.context = context;
        this.response = response;
        this.chunks = new Chunks(context, response, request);
    }

    /** The HTTP status, 200 to 599. */
    public int status() {
        return FetchApi.status(response);
    }

    /** Whether the status is one of success, 200 to 299. */
    public boolean isOk() {
        return status() / 100 == 2;
    }

    /** The value of a header, whatever the case of its name, null if there is none. Several of one name are joined by commas. */
    public @Nullable String header(String name) {
        return FetchApi.header(response, name);
    }

    /** The body, or what is left of it, as text in UTF-8. */
    public String text() {
        return FetchApi.text(readAll());
    }

    /** The body, or what is left of it. */
    public byte[] bytes() {
        JSArray<JSObject> parts = readAll();
        int length = 0;
        for (int i = 0; i < parts.getLength(); i++) {
            length += JsKind.bytes(parts.get(i)).getLength();
        }
        byte[] bytes = new byte[length];
        int end = 0;
        for (int i = 0; i < parts.getLength(); i++) {
            byte[] part = JsKind.bytes(parts.get(i)).copyToJavaArray();
            System.arraycopy(part, 0, bytes, end, part.length);
            end += part.length;
        }
        return bytes;
    }

    /**
     * The body as plain data, which is what JSON can express: objects are {@code Map}s, arrays {@code List}s, numbers {@code Integer}
     * where they are and {@code Double} otherwise.
     *
     * @throws JsException a {@code SyntaxError}, if the body is no JSON
     */
    public @Nullable Object json() {
        JSObject json = Promises.await(context, FetchApi.parseJson(text()));
        return json == null ? null : FromJs.convert(json);
    }

    /** The body chunk by chunk; the same object each time. */
    public Chunks chunks() {
        return chunks;
    }

    /** Aborts the request if the body has not been read to its end. Idempotent, never throws, never waits. */
    @Override
    public void close() {
        chunks.close();
    }

    private JSArray<JSObject> readAll() {
        JSArray<JSObject> parts = new JSArray<>();
        for (JSObject chunk = chunks.nextJs(); chunk != null; chunk = chunks.nextJs()) {
            parts.push(chunk);
        }
        return parts;
    }
}
