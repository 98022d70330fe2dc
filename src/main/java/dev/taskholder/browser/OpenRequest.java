package dev.taskholder.browser;

import dev.taskholder.Deferred;
import dev.taskholder.TaskContext;
import org.teavm.jso.JSObject;

/** A request that is under way until its answer has been read to the end. Aborted by a cancel of its task and at the end of it. */
final class OpenRequest {
    /** Whose signal the request was sent with. */
    final JSObject controller = FetchApi.newAbortController();

    private final TaskContext context;
    private final Deferred.Abandon abort = this::abort;
    private boolean open = true;

    OpenRequest(TaskContext context) {
        this.context = context;
        context.attach(abort);
    }

    boolean isOpen() {
        return open;
    }

    /** The answer has been read to its end: there is nothing to abort. */
    void end() {
        open = false;
        context.detach(abort);
    }

    /** Aborts what is under way. Idempotent, never throws, never waits. */
    void abort() {
        if (open) {
            end();
            FetchApi.abort(controller);
        }
    }
}
