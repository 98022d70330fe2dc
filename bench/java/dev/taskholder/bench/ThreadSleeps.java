package dev.taskholder.bench;

import dev.taskholder.Data;
import dev.taskholder.Deferred;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Gives way by {@code Thread.sleep(0)} on a thread of TeaVM's own, as a program does that knows TeaVM alone. */
final class ThreadSleeps implements Task<Data, Integer> {
    /** Input {@code millis} (1000); result: how often the thread slept in that time. */
    @Override
    public Integer run(Data input, TaskContext context) {
        long end = System.currentTimeMillis() + input.getMillis("millis", 1000);
        Deferred<Integer> done = new Deferred<>(() -> {}); // a thread that sleeps cannot be stopped
        new Thread(() -> done.complete(sleepUntil(end))).start();
        Integer sleeps = context.await(done);
        return sleeps == null ? 0 : sleeps;
    }

    private static int sleepUntil(long end) {
        int sleeps = 0;
        while (System.currentTimeMillis() < end) {
            try {
                Thread.sleep(0);
            } catch (InterruptedException e) {
                return sleeps;
            }
            sleeps++;
        }
        return sleeps;
    }
}
