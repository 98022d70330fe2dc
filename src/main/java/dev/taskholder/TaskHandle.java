package dev.taskholder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running task seen from outside. Every command may come at any time, and what it does depends on the state:
 *
 * <pre>
 * command on →  NEW              RUNNING    PAUSING              PAUSED                CANCELLING  ended
 * pause(h)      PAUSED at once   PAUSING    hold added           hold added, at once   not applied not applied
 * resume(h)     starts           not appl.  RUNNING if no hold   RUNNING if no hold    not applied not applied
 * cancel(r)     CANCELLED        CANCELLING CANCELLING           CANCELLING            no-op       no-op
 * send(m)       accepted while there is room, else waits                               rejected    rejected
 * </pre>
 *
 * No command runs task code on the caller's stack (law P7).
 */
public interface TaskHandle<R> {
    /** The hold that a pause without a name adds. */
    String DEFAULT_HOLD = "default";

    /** The name the task was spawned with. */
    String name();

    TaskState state();

    /** The reasons to be paused: the task's own holds, then its ancestors'. Empty if it is not held. */
    List<String> heldBy();

    /** Adds {@code hold}; the answer comes when no code of the task runs any more. Holds are idempotent. */
    void pause(String hold, Answer.Listener listener);

    /** {@link #pause(String, Answer.Listener)} with the default hold, nobody waiting for the answer. */
    default void pause() {
        pause(DEFAULT_HOLD, answer -> {});
    }

    /** Removes {@code hold}; the task goes on when no hold is left. */
    void resume(String hold, Answer.Listener listener);

    /** {@link #resume(String, Answer.Listener)} with the default hold, nobody waiting for the answer. */
    default void resume() {
        resume(DEFAULT_HOLD, answer -> {});
    }

    /**
     * Asks the task to end: its checkpoints throw {@link TaskCancelled} from now on. A task whose body has not begun ends at once.
     *
     * @param reason kept by the outcome, may be null; the first one counts
     * @return whether this call was the one that cancelled
     */
    boolean cancel(@Nullable Object reason);

    /**
     * Puts a message into the inbox, behind those already waiting.
     *
     * @return false if the task is cancelling or ended, or its inbox closed: then the message was not sent
     */
    boolean send(@Nullable Object message, SendListener listener);

    /** Says that no more messages will come; those already sent are still received. */
    void closeInput();

    /** Allows {@code count ≥ 1} more outputs. */
    void credit(int count);

    /** Another priority from now on, for the descendants that there are too. */
    void setPriority(Priority priority);

    /** The outcome, null while the task lives. */
    @Nullable Outcome<R> outcome();

    /** The task that forked this one, null if none did. */
    @Nullable TaskHandle<?> parent();

    /** The children that have not ended, oldest first. */
    List<? extends TaskHandle<?>> children();

    /**
     * Waits until the task has ended. To be called by another task of the same holder. A checkpoint.
     *
     * @throws IllegalStateException outside a task, or from this task or a descendant: it would wait for itself
     */
    Outcome<R> awaitOutcome();

    /**
     * Waits until the task has ended and gives its value, like {@link #awaitOutcome}. In a scope that fails with its children a failure
     * of this one does not get here: it cancels the caller.
     *
     * @throws ChildFailedException if it failed
     * @throws ChildCancelledException if it was cancelled
     */
    default @Nullable R join() {
        Outcome<R> outcome = awaitOutcome();
        if (outcome instanceof Outcome.Succeeded<R> succeeded) {
            return succeeded.value();
        }
        if (outcome instanceof Outcome.Failed<R> failed) {
            throw new ChildFailedException(name(), failed.cause());
        }
        throw new ChildCancelledException(name(), ((Outcome.Cancelled<R>) outcome).reason());
    }

    /** Told what became of a message; exactly one of the two is called, once. */
    interface SendListener {
        /** The message is in the inbox, or was handed to a waiting receiver. */
        void accepted();

        /** The task ended first; the message was not sent. */
        default void undelivered() {}
    }
}
