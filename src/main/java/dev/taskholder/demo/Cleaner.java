package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Waits to be cancelled, then cleans up, which takes a while: blocking in a {@code finally}. */
public final class Cleaner implements Task<Data, Void> {
    /** How much longer than asked for the clean-up may take, if nobody reads what it emits. */
    private static final long MORE_MILLIS = 1000;

    /** Input {@code cleanupMillis}; outputs {@code "started"} and, when cleaned up, {@code "cleaned"}. */
    @Override
    public Void run(Data input, TaskContext context) {
        long cleanupMillis = input.getMillis("cleanupMillis", 50);
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
        context.uninterruptible(millis + MORE_MILLIS, () -> {
            context.sleep(millis);
            context.emit("cleaned");
            return null;
        });
    }
}
