package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Sleeps. A pause in between does not count. */
public final class Sleeper implements Task<Data, Double> {
    /** Input {@code millis}; result: milliseconds of the task's clock slept. */
    @Override
    public Double run(Data input, TaskContext context) {
        double start = context.now();
        context.sleep(input.getMillis("millis"));
        return Math.rint((context.now() - start) * 1000) / 1000; // to the microsecond: the rest is rounding
    }
}
