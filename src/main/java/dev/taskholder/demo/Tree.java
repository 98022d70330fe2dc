package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Program;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.ArrayList;
import java.util.List;

/** A tree of children whose leaves sleep: structured concurrency to look at, and to measure. */
public final class Tree implements Task<Data, Integer> {
    /** Input {@code depth} (0 = the task itself is the only leaf), {@code width}, {@code millis}; result: how many leaves there were. */
    @Override
    public Integer run(Data input, TaskContext context) {
        return grow(context, input.getCount("depth"), input.getCount("width"), input.getMillis("millis"));
    }

    private static int grow(TaskContext context, int depth, int width, long millis) {
        if (depth == 0) {
            context.sleep(millis);
            return 1;
        }
        List<Program<Integer>> branches = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            branches.add(branch -> grow(branch, depth - 1, width, millis));
        }
        int leaves = 0;
        for (Integer ofBranch : context.all(branches)) {
            leaves += ofBranch == null ? 0 : ofBranch;
        }
        return leaves;
    }
}
