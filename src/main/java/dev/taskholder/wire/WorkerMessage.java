package dev.taskholder.wire;

import dev.taskholder.Answer;
import dev.taskholder.LogLevel;
import dev.taskholder.Outcome;
import dev.taskholder.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker says to a page, beside what a {@link Port} has methods for. Fields as in {@code web/protocol.js}. */
sealed interface WorkerMessage {
    /** The worker has started; {@code tasks} are the names it can spawn. */
    record Ready(int epoch, List<String> tasks) implements WorkerMessage {}

    /** A living task's state, on every change and with every answer. */
    record State(
            int task,
            TaskState state,
            List<String> heldBy,
            @Nullable CommandAnswer answer) implements WorkerMessage {}

    /** The answer to the pause or resume numbered {@code command}. */
    record CommandAnswer(int command, Answer answer) {}

    record Progress(int task, double value) implements WorkerMessage {}

    /** The task could go on from {@code point} after the first {@code outputs} outputs of this run. */
    record Saved(int task, Object point, long outputs) implements WorkerMessage {}

    /** Descendants of {@code task} that are in another state, not new any more, or have ended; parents before their children. */
    record Children(int task, List<Child> children) implements WorkerMessage {}

    /** One descendant: numbered within its task; {@code parent} is another child's number, 0 for the task itself. */
    record Child(int child, int parent, String name, TaskState state) {}

    /** The task failed to answer a request. */
    record FailedReply(int task, int request, ErrorReport error) implements WorkerMessage {}

    /** The task calls a function of the page and waits for a {@link PageMessage.Returned} with the same {@code call}. */
    record Call(
            int task, int call, String function, @Nullable Object argument) implements WorkerMessage {}

    /** The task does not wait for that call any more. */
    record Abandon(int task, int call) implements WorkerMessage {}

    /** The end of a task; its last message. A failure comes as an {@link ErrorReport}. */
    record Ended(int task, Outcome<?> outcome, @Nullable ErrorReport error) implements WorkerMessage {}

    /** {@code task} is null for what no task wrote. */
    record Log(@Nullable Integer task, LogLevel level, String text) implements WorkerMessage {}

    /** A message that could not be understood. */
    record ProtocolFault(
            String field, String message, @Nullable Integer task) implements WorkerMessage {}
}
