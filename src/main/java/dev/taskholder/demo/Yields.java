package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.browser.Timers;

/** Gives way as often as it can, to measure what that costs: at checkpoints, or by {@code setTimeout(0)} as the article did. */
public final class Yields implements Task<Data, Integer> {
    /** Input {@code timer} (by {@code setTimeout(0)}, not checkpoints; false), {@code millis} (1000); result: how often it gave way in that time. */
    @Override
    public Integer run(Data input, TaskContext context) {
        boolean byTimer = input.getBoolean("timer", false);
        double end = context.now() + input.getMillis("millis", 1000);
        int yields = 0;
        while (context.now() < end) {
            if (byTimer) {
                context.await(Timers.timer(0));
            } else {
                context.checkpoint();
            }
            yields++;
        }
        return yields;
    }
}
