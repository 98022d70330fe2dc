package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.NoCheckpoints;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Reaches no checkpoint, not even a compiled one: what a page can only get rid of together with the worker. */
@NoCheckpoints
public final class Stuck implements Task<Data, Void> {
    @SuppressWarnings("unused") // written so that the loop has something to do
    private static int laps;

    /** Input {@code millis}: for how long; 0, the default, is for ever. {@code afterMillis}: what it sleeps before; default 0. */
    @Override
    public Void run(Data input, TaskContext context) {
        long afterMillis = input.getMillis("afterMillis", 0);
        if (afterMillis > 0) {
            context.sleep(afterMillis);
        }
        long millis = input.getMillis("millis", 0);
        double start = context.now();
        while (millis == 0 || context.now() - start < millis) {
            laps++;
        }
        return null;
    }
}
