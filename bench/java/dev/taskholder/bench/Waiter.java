package dev.taskholder.bench;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import org.jspecify.annotations.Nullable;

/** Waits for one message, as a service does that has nothing to do. */
final class Waiter implements Task<Data, Object> {
    /** Result: the message. */
    @Override
    public @Nullable Object run(Data input, TaskContext context) {
        return context.inbox().receive();
    }
}
