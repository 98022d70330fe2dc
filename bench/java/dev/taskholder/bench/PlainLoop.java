package dev.taskholder.bench;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Computes for ever in a plain nested loop, without a checkpoint written by hand. */
final class PlainLoop implements Task<Data, Integer> {
    private static final int INNER = 1000;

    /** Output 0 when it begins; result: a checksum, in a thousand years. */
    @Override
    public Integer run(Data input, TaskContext context) {
        context.emit(0);
        int checksum = 1;
        for (long i = 0; i < Long.MAX_VALUE; i++) {
            for (int j = 0; j < INNER; j++) {
                checksum = checksum * 31 + ((int) i ^ j);
            }
        }
        return checksum;
    }
}
