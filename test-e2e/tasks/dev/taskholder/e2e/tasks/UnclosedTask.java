package dev.taskholder.e2e.tasks;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.browser.Fetch;
import dev.taskholder.browser.Response;

/** Begins to read an answer and does not close it. */
final class UnclosedTask implements Task<Data, Object> {
    private static final long FOR_EVER_MILLIS = 3_600_000;

    /**
     * Input {@code url}; {@code seen}: where the server says how that request stands; {@code ends}: whether the task ends then, or sleeps
     * until it is cancelled and then asks, in clean-up, until the server has seen the connection closed. Outputs {@code "read"}.
     */
    @Override
    public Object run(Data input, TaskContext context) {
        Response response = Fetch.get(input.getString("url")).send(context);
        response.chunks().next();
        context.emit("read");
        if (input.getBoolean("ends")) {
            return "ended";
        }
        try {
            context.sleep(FOR_EVER_MILLIS);
        } finally {
            context.uninterruptible(FOR_EVER_MILLIS, () -> waitUntilClosed(input.getString("seen"), context));
        }
        return "slept";
    }

    private static void waitUntilClosed(String seen, TaskContext context) {
        double closedAt = 0;
        while (closedAt == 0) {
            Data now = Data.of(Fetch.get(seen).send(context).json());
            closedAt = now.getDouble("closedAt");
        }
    }
}
