package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A tree of children whose leaves sleep: structured concurrency to look at, and to measure. */
public final class Tree implements Task<Data, Integer> {
    /** Input {@code depth} (0 = the task itself is the only leaf), {@code width}, {@code millis}; result: how many leaves there were. */
    @Override
    public Integer run(Data input, TaskContext context) {
        return grow(context, "", input.getCount("depth"), input.getCount("width"), input.getMillis("millis"));
    }

    private static int grow(TaskContext context, String path, int depth, int width, long millis) {
        if (depth == 0) {
            context.sleep(millis);
            return 1;
        }
        List<TaskHandle<Integer>> branches = new ArrayList<>();
        context.scope(() -> {
            for (int i = 1; i <= width; i++) {
                String at = path + i;
                String name = (depth == 1 ? "leaf " : "branch ") + at;
                branches.add(context.fork(name, branch -> grow(branch, at + ".", depth - 1, width, millis)));
            }
        });
        int leaves = 0;
        for (TaskHandle<Integer> branch : branches) {
            leaves += Objects.requireNonNull(branch.join());
        }
        return leaves;
    }
}
