package dev.taskholder.e2e.tasks;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.browser.Timers;

/** Waits for one timer of the browser after the other. */
final class TimerTask implements Task<Data, Integer> {
    /** Input {@code millis}, how long to go on; result: how many timers it waited for. */
    @Override
    public Integer run(Data input, TaskContext context) {
        double end = context.now() + input.getMillis("millis");
        int timers = 0;
        while (context.now() < end) {
            context.await(Timers.timer(0));
            timers++;
        }
        return timers;
    }
}
