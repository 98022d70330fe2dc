package dev.taskholder.shapes;

import dev.taskholder.CheckpointPace;
import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskOptions;
import dev.taskholder.browser.BrowserHost;
import java.util.ArrayList;
import java.util.List;

/** Recursion that is suspended or cancelled; which, says the input. */
public final class RecursionTask implements Task<Data, List<Integer>> {
    private static final int SUSPENSIONS = 2000;
    private static final int PACE = 5;

    private static int begun;
    private static int cleanedUp;

    /** Input {@code recursion}: a word of below, or another for how many calls of {@code long} have begun and how many were cleaned up. */
    @Override
    public List<Integer> run(Data input, TaskContext context) {
        return switch (input.getString("recursion")) {
            case "suspended" -> suspended(context);
            case "long" -> List.of(guarded(90));
            case "written" -> List.of(written(12, context));
            default -> List.of(begun, cleanedUp);
        };
    }

    /** The results of {@link Recursions}, each followed by the suspensions that there were until then. */
    private static List<Integer> suspended(TaskContext context) {
        RushedHost host = new RushedHost(new BrowserHost(), () -> {});
        List<Integer> results = new ArrayList<>();
        new TaskHolder(host)
                .<Integer, Integer>spawn(
                        "recursions",
                        (input, inner) -> {
                            for (int i = 0; i < Recursions.COUNT; i++) {
                                host.rush(SUSPENSIONS);
                                CheckpointPace.atMost(PACE);
                                int result = Recursions.run(i);
                                results.add(result);
                                results.add(host.suspensions());
                            }
                            CheckpointPace.atMost(0);
                            return 0;
                        },
                        0,
                        TaskOptions.DEFAULTS,
                        new TaskListener<Integer>() {});
        while (results.size() < 2 * Recursions.COUNT) {
            context.sleep(1);
        }
        return results;
    }

    /** Takes longer than anybody waits. */
    private static int guarded(int n) {
        begun++;
        try {
            return n < 2 ? n : guarded(n - 1) + guarded(n - 2);
        } finally {
            cleanedUp++;
        }
    }

    /** With a checkpoint of its own. */
    private static int written(int n, TaskContext context) {
        context.checkpoint();
        return n < 2 ? n : written(n - 1, context) + written(n - 2, context);
    }
}
