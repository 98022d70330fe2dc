package dev.taskholder;

/**
 * How a task is spawned.
 *
 * @param inboxCapacity messages that may lie in the inbox, at least 0 (a send then waits for a receive); default 100
 * @param outputCapacity outputs the reader may be behind, at least 0; default 100
 * @param paused whether the task starts with the hold {@link TaskHandle#DEFAULT_HOLD}; default false
 * @param priority default {@link Priority#USER_VISIBLE}
 */
public record TaskOptions(int inboxCapacity, int outputCapacity, boolean paused, Priority priority) {
    /** Capacity 100 both ways, not paused, user-visible. */
    public static final TaskOptions DEFAULTS = new TaskOptions(100, 100, false, Priority.USER_VISIBLE);

    public TaskOptions {
        requireCapacity("inboxCapacity", inboxCapacity);
        requireCapacity("outputCapacity", outputCapacity);
    }

    private static void requireCapacity(String name, int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException(name + " < 0: " + capacity);
        }
    }

    /** These options with another inbox capacity. */
    public TaskOptions withInboxCapacity(int capacity) {
        return new TaskOptions(capacity, outputCapacity, paused, priority);
    }

    /** These options with another output capacity. */
    public TaskOptions withOutputCapacity(int capacity) {
        return new TaskOptions(inboxCapacity, capacity, paused, priority);
    }

    /** These options, starting paused. */
    public TaskOptions startPaused() {
        return new TaskOptions(inboxCapacity, outputCapacity, true, priority);
    }

    /** These options with another priority. */
    public TaskOptions withPriority(Priority other) {
        return new TaskOptions(inboxCapacity, outputCapacity, paused, other);
    }
}
