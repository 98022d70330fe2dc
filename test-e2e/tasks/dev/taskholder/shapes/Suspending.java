package dev.taskholder.shapes;

import dev.taskholder.CheckpointPace;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskOptions;
import dev.taskholder.browser.BrowserHost;
import java.util.function.IntUnaryOperator;

/** Runs shapes as tasks in which every compiled checkpoint suspends, and prints their results. */
public final class Suspending {
    /** Of each shape; it goes on without them if it has more checkpoints. */
    private static final int SUSPENSIONS = 1000;

    private Suspending() {}

    /** Runs {@code run} for 0 to {@code shapes}, with 1 to 40 units between two checkpoints. Prints {@code shape result} lines. */
    public static void print(int shapes, IntUnaryOperator run) {
        RushedHost host = new RushedHost(new BrowserHost(), () -> {});
        new TaskHolder(host)
                .<Integer, Integer>spawn(
                        "shapes",
                        (input, context) -> {
                            for (int i = 0; i < shapes; i++) {
                                host.rush(SUSPENSIONS);
                                CheckpointPace.atMost(1 + i * 7 % 40);
                                System.out.println(i + " " + run.applyAsInt(i));
                            }
                            System.out.println("suspensions " + host.suspensions());
                            return 0;
                        },
                        0,
                        TaskOptions.DEFAULTS,
                        new TaskListener<Integer>() {});
    }
}
