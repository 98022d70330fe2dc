package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Computes without a checkpoint written by hand: a plain nested loop, as a programmer writes who knows nothing of tasks. */
public final class Spin implements Task<Data, Integer> {
    private static final int INNER = 1000;

    /** Input {@code iterations}; result: a checksum. */
    @Override
    public Integer run(Data input, TaskContext context) {
        int iterations = input.getCount("iterations");
        int checksum = 1;
        for (int i = 0; i < iterations; i++) {
            for (int j = 0; j < INNER; j++) {
                checksum = checksum * 31 + (i ^ j);
            }
        }
        return checksum;
    }
}
