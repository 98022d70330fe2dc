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

    static <R> @Nullable R race(TaskContext context, TaskRun<?> parent, List<? extends Program<R>> bodies) {
        if (bodies.isEmpty()) {
            throw new IllegalArgumentException("bodies: empty: nobody would win");
        }
        List<TaskRun<R>> runners = new ArrayList<>(bodies.size());
        List<TaskRun<?>> arrived = new ArrayList<>(bodies.size());
        Event finish = context.event();
        context.supervise(() -> {
            for (Program<R> body : bodies) {
                runners.add(parent.fork(nameOf(runners.size()), body, ended -> {
                    arrived.add(ended);
                    finish.set();
                }));
            }
            finish.await();
            for (TaskRun<R> runner : runners) {
                runner.cancel("lost the race");
            }
        });
        return runners.get(runners.indexOf(arrived.get(0))).join();
    }

    private static String nameOf(int index) {
        return "#" + index;
    }
}
