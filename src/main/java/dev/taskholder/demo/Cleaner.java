package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Waits to be cancelled, then cleans up, which takes a while: blocking in a {@code finally}. */
public final class Cleaner implements Task<Data, Void> {
    private static final long CLEANUP_LIMIT_MILLIS = 60_000;

    /** Input {@code cleanupMillis}; outputs {@code "started"} and, when cleaned up, {@code "cleaned"}. */
    @Override
    public Void run(Data input, TaskContext context) {
        long cleanupMillis = input.getLong("cleanupMillis", 50);
        context.emit("started");
        try {
            context.sleep(Long.MAX_VALUE);
        } finally {
            cleanUp(cleanupMillis, context);
        }
        return null;
    }

    private static void cleanUp(long millis, TaskContext context) {
        context.log("cleaning up for " + millis + " ms");
        context.uninterruptible(CLEANUP_LIMIT_MILLIS, () -> {
            context.sleep(millis);
            context.emit("cleaned");
            return null;
        });
    }
}
