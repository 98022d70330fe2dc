package dev.taskholder.bench;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Ends as soon as it has begun: the first sign of life of a worker, or of one that was busy. */
final class Nothing implements Task<Data, Integer> {
    /** Result: 1. */
    @Override
    public Integer run(Data input, TaskContext context) {
        return 1;
    }
}
