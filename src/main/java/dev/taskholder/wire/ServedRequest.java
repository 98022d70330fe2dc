package dev.taskholder.wire;

import dev.taskholder.Request;
import org.jspecify.annotations.Nullable;

/** Tells the page what a task answered to one request. */
record ServedRequest(int task, int request, TaskServer server) implements Request.Listener {
    @Override
    public void replied(@Nullable Object value) {
        server.reply(task, request, value);
    }

    @Override
    public void failed(Throwable cause) {
        server.post(new WorkerMessage.FailedReply(task, request, ErrorReport.of(ErrorReport.Code.FAILED, cause)));
    }
}
