package dev.taskholder.browser;

import dev.taskholder.Deferred;

/** Timers of the browser, in a worker and in a window alike. */
public final class Timers {
    private Timers() {}

    /**
     * Starts a {@code setTimeout} whose end a task can wait for: {@code context.await(timer(100))}. Runs on the browser's clock, so a
     * pause of the task does not stop it; {@code context.sleep} runs on the task's. Given up when the task that waits is cancelled.
     *
     * @param millis at least 0; browsers make it at least 4 in a chain of timers, and about 1000 in a hidden tab
     */
    public static Deferred<Void> timer(int millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("millis < 0: " + millis);
        }
        int[] id = new int[1];
        Deferred<Void> timer = new Deferred<>(() -> Globals.clearTimeout(id[0]));
        id[0] = Globals.setTimeout(() -> timer.complete(null), millis);
        return timer;
    }
}
