package dev.taskholder.wire;

import dev.taskholder.Call;
import dev.taskholder.JsException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of page functions that one task waits for. */
final class ServedCalls {
    private final int task;
    private final TaskServer server;
    private final Map<Integer, Call> waiting = new HashMap<>();
    private int lastCall;

    ServedCalls(int task, TaskServer server) {
        this.task = task;
        this.server = server;
    }

    void post(Call call) {
        int id = ++lastCall;
        waiting.put(id, call);
        call.whenAbandoned(() -> {
            waiting.remove(id);
            server.post(new WorkerMessage.Abandon(task, id));
        });
        server.post(new WorkerMessage.Call(task, id, call.function(), call.argument()));
    }

    /** The page answered; nothing happens if the task does not wait any more. */
    void returned(int id, @Nullable Object value, @Nullable JsException error) {
        Call call = waiting.remove(id);
        if (call == null) {
            return;
        }
        if (error == null) {
            call.succeed(value);
        } else {
            call.fail(error);
        }
    }
}
