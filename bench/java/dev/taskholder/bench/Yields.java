package dev.taskholder.bench;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Passes checkpoints as fast as it can, alone or beside other fibers that do the same. */
final class Yields implements Task<Data, Integer> {
    /** The clock is read once in so many: reading it costs as much as a checkpoint. */
    private static final int BATCH = 100;

    private int yields;

    /** Input {@code millis} (1000), {@code others} (0), the other fibers. Output 0 when it begins; result: checkpoints passed in that time by all of them. */
    @Override
    public Integer run(Data input, TaskContext context) {
        double end = context.now() + input.getMillis("millis", 1000);
        int others = input.getCount("others", 0);
        context.emit(0);
        context.scope(() -> {
            for (int i = 0; i < others; i++) {
                context.fork("other", other -> {
                    passCheckpoints(other, end);
                    return null;
                });
            }
            passCheckpoints(context, end);
        });
        return yields;
    }

    private void passCheckpoints(TaskContext context, double end) {
        while (context.now() < end) {
            for (int i = 0; i < BATCH; i++) {
                context.checkpoint();
            }
            yields += BATCH;
        }
    }
}
