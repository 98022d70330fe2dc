package dev.taskholder;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several bodies at once, put together from what every context offers. */
final class Forks {
    private Forks() {}

    static <R> List<@Nullable R> all(TaskContext context, List<? extends Program<R>> bodies) {
        List<TaskHandle<R>> children = new ArrayList<>(bodies.size());
        context.scope(() -> {
            for (Program<R> body : bodies) {
                children.add(context.fork(nameOf(children.size()), body));
            }
        });
        List<@Nullable R> values = new ArrayList<>(children.size());
        for (TaskHandle<R> child : children) {
            values.add(child.join());
        }
        return values;
    }

    static <R> @Nullable R race(TaskContext context, List<? extends Program<R>> bodies) {
        if (bodies.isEmpty()) {
            throw new IllegalArgumentException("bodies: empty: nobody would win");
        }
        List<TaskHandle<R>> runners = new ArrayList<>(bodies.size());
        Finish finish = new Finish(context.event());
        context.supervise(() -> {
            for (Program<R> body : bodies) {
                int lane = runners.size();
                runners.add(context.fork(nameOf(lane), runner -> run(runner, body, finish, lane)));
            }
            finish.reached.await();
            for (TaskHandle<R> runner : runners) {
                if (runner != runners.get(finish.winner)) {
                    runner.cancel("lost the race");
                }
            }
        });
        return runners.get(finish.winner).join();
    }

    /** Runs {@code body} to the end of its children too, and tells. */
    private static <R> @Nullable R run(TaskContext runner, Program<R> body, Finish finish, int lane) throws Exception {
        try {
            return runner.<R, Exception>scope(() -> body.run(runner));
        } finally {
            finish.reachedBy(lane);
        }
    }

    private static String nameOf(int index) {
        return "#" + index;
    }

    /** Where the first to come counts. */
    private static final class Finish {
        final Event reached;
        int winner;

        Finish(Event reached) {
            this.reached = reached;
        }

        void reachedBy(int lane) {
            if (!reached.isSet()) {
                winner = lane;
                reached.set();
            }
        }
    }
}
