package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * How a task is spawned.
 *
 * @param inputCapacity messages that may lie in the inbox, at least 0 (a send then waits for a receive); default 100
 * @param outputCapacity outputs the reader may be behind, at least 0; default 100
 * @param paused whether the task starts with the hold {@link TaskHandle#DEFAULT_HOLD}; default false
 * @param priority default {@link Priority#USER_VISIBLE}
 * @param restored the resume point that {@link TaskContext#restored} gives, plain data; default null: the task begins at the beginning
 */
public record TaskOptions(
        int inputCapacity,
        int outputCapacity,
        boolean paused,
        Priority priority,
        @Nullable Object restored) {
    /** Capacity 100 both ways, not paused, user-visible, from the beginning. */
    public static final TaskOptions DEFAULTS = new TaskOptions(100, 100, false, Priority.USER_VISIBLE, null);

    public TaskOptions {
        requireCapacity("inputCapacity", inputCapacity);
        requireCapacity("outputCapacity", outputCapacity);
    }

    private static void requireCapacity(String name, int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException(name + " < 0: " + capacity);
        }
    }

    /** These options with another inbox capacity. */
    public TaskOptions withInputCapacity(int capacity) {
        return new TaskOptions(capacity, outputCapacity, paused, priority, restored);
    }

    /** These options with another output capacity. */
    public TaskOptions withOutputCapacity(int capacity) {
        return new TaskOptions(inputCapacity, capacity, paused, priority, restored);
    }

    /** These options, starting paused. */
    public TaskOptions withPaused() {
        return new TaskOptions(inputCapacity, outputCapacity, true, priority, restored);
    }

    /** These options with another priority. */
    public TaskOptions withPriority(Priority other) {
        return new TaskOptions(inputCapacity, outputCapacity, paused, other, restored);
    }

    /** These options, going on from {@code point}, which an earlier run saved. It is not copied: leave it alone afterwards. */
    public TaskOptions withRestored(Object point) {
        return new TaskOptions(inputCapacity, outputCapacity, paused, priority, point);
    }
}
