package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Says something once a period: the inner task of the article this project began with. */
public final class Ticker implements Task<Data, Integer> {
    /** Input {@code text}, {@code periodMillis}, {@code count} (0 = until cancelled); result: the ticks. */
    @Override
    public Integer run(Data input, TaskContext context) {
        String text = input.getString("text", "hello");
        long periodMillis = input.getMillis("periodMillis", 1000);
        int count = input.getCount("count", 0);
        int ticks = 0;
        while (count == 0 || ticks < count) {
            context.sleep(periodMillis);
            context.emit(text);
            ticks++;
            if (count > 0) {
                context.progress((double) ticks / count);
            }
        }
        return ticks;
    }
}
