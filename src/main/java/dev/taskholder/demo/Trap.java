package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.NoCheckpoints;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Dies of what is not a Java exception in the module, so that no {@code finally} runs and the worker is lost. The exception is {@code
 * "null"}: TeaVM's strict mode makes of it a {@link NullPointerException}, and the worker lives.
 */
@NoCheckpoints
public final class Trap implements Task<Data, Integer> {
    private static int @Nullable [] nothing;

    /** Input {@code kind}: {@code "null"}, {@code "stack"} or {@code "memory"}. */
    @Override
    @SuppressWarnings("NullAway") // that is the point of it
    public Integer run(Data input, TaskContext context) {
        String kind = input.getString("kind");
        if (kind.equals("stack")) {
            return depthBelow(0);
        }
        if (kind.equals("memory")) {
            return new long[Integer.MAX_VALUE].length;
        }
        if (kind.equals("null")) {
            return nothing.length;
        }
        throw new IllegalArgumentException("input.kind: expected \"null\", \"stack\" or \"memory\"");
    }

    private static int depthBelow(int depth) {
        return depth < 0 ? 0 : 1 + depthBelow(depth + 1);
    }
}
