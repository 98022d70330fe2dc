package dev.taskholder.browser;

import dev.taskholder.JsException;
import dev.taskholder.TaskContext;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/**
 * The body of a {@link Response}, pulled: nothing is read from the network before the task asks for it, but for what the browser
 * and the operating system buffer on the way. So a sender feels how slow the task is, and a paused task leaves the connection
 * idle. Not an {@link Iterable}, because asking for the next chunk blocks.
 *
 * <pre>{@code
 * for (byte[] chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
 *     digest.add(chunk);
 * }
 * }</pre>
 */
public final class Chunks {
    private final TaskContext context;
    private final JSObject reader;
    private final OpenRequest request;
    private boolean ended;

    Chunks(TaskContext context, JSObject response, OpenRequest request) {
        this.context = context;
        this.request = request;
        this.reader = FetchApi.reader(response);
    }

    /**
     * Waits for the next chunk, of whatever size it came in; null at the end and ever after. A checkpoint. If it throws, the request
     * is aborted and what was not read is lost: that a cancelled task or a time limit gives up a read means that it wants no more.
     *
     * @throws JsException if the connection broke
     * @throws IllegalStateException if the response is closed before its end
     */
    public byte @Nullable [] next() {
        JSObject chunk = nextJs();
        return chunk == null ? null : JsKind.bytes(chunk).copyToJavaArray();
    }

    /** The chunk as the Uint8Array that it came as. */
    @Nullable JSObject nextJs() {
        if (ended) {
            return null;
        }
        try {
            context.checkpoint(); // before the read begins: a task that is held here has not asked yet
            if (!request.isOpen()) {
                throw new IllegalStateException("the response is closed");
            }
            JSObject chunk = Promises.await(context, FetchApi.read(reader), request::abort);
            if (chunk == null) {
                ended = true;
                request.end();
            }
            return chunk;
        } catch (Throwable e) {
            request.abort();
            throw e;
        }
    }

    /** Aborts what is unread. Never throws. */
    void close() {
        request.abort();
    }
}
