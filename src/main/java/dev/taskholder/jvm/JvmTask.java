package dev.taskholder.jvm;

import dev.taskholder.Answer;
import dev.taskholder.Outcome;
import dev.taskholder.Priority;
import dev.taskholder.Task;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskOptions;
import dev.taskholder.TaskState;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A task seen from any thread. Commands return at once and take effect in the order given; {@link TaskHandle} says what each does in which
 * state. A command that comes too late is not an error.
 *
 * <p>Every future settles, whatever happens to the task. What the task tells comes one at a time and in order, on a thread that is not the
 * host's: outputs, answers, then the outcome. So a callback that blocks delays what its own task tells and nothing else. Waiting
 * ({@code join}, {@code get}) for a future of a task that is not done is refused with an {@link IllegalStateException} inside the code of a
 * task of the same holder and inside a callback of the same task, because it would never end. The futures are shared: completing one by hand
 * changes what its readers see, not the task.
 *
 * @param <R> the result, may be null
 */
public final class JvmTask<R> {
    /** Told when the task has ended, in a turn of the host. */
    interface Owner {
        void release(JvmTask<?> task);
    }

    private static final Answer NOT_APPLIED = new Answer(false, false, null, List.of());

    private final String name;
    private final JvmHost host;
    private final Credit credit;
    private final Told<R> told;
    private final Unanswered unanswered;
    /** Touched by the host's thread of control only. */
    private @Nullable TaskHandle<R> handle;

    JvmTask(String name, JvmHost host, TaskState state, Unanswered unanswered, Owner owner) {
        this.name = name;
        this.host = host;
        this.unanswered = unanswered;
        this.credit = new Credit(host);
        this.told = new Told<>(
                name,
                state,
                credit,
                host::isInside,
                () -> requestCancel("the reader stopped"),
                () -> owner.release(this));
    }

    /** Spawns the task; in a turn of the host, before any command. */
    <I> void start(TaskHolder holder, Task<I, R> task, I input, TaskOptions options) {
        handle = holder.spawn(name, task, input, options, told);
        credit.bind(handle, options.outputCapacity());
    }

    // --- commands ---

    /** {@link #pause(String)} with the default hold. */
    public CompletableFuture<Answer> pause() {
        return pause(TaskHandle.DEFAULT_HOLD);
    }

    /**
     * Adds {@code hold}. The answer comes when no code of the task runs any more; after it nothing is emitted and no message taken until
     * resume or cancel. Outputs that are in the buffer can still be read.
     */
    public CompletableFuture<Answer> pause(String hold) {
        Objects.requireNonNull(hold, "hold");
        return command(
                (task, answer) -> task.pause(hold, settled -> answer(answer, settled)),
                answer -> answer(answer, NOT_APPLIED));
    }

    /** {@link #resume(String)} with the default hold. */
    public CompletableFuture<Answer> resume() {
        return resume(TaskHandle.DEFAULT_HOLD);
    }

    /** Removes {@code hold}; the task goes on when no hold is left. */
    public CompletableFuture<Answer> resume(String hold) {
        Objects.requireNonNull(hold, "hold");
        return command(
                (task, answer) -> task.resume(hold, settled -> answer(answer, settled)),
                answer -> answer(answer, NOT_APPLIED));
    }

    private void answer(Answering<Answer> command, Answer answer) {
        told.signals.execute(() -> command.complete(answer));
    }

    /**
     * Asks the task to end; it may clean up.
     *
     * @param reason kept by the outcome, may be null; the first one counts
     * @return {@link #outcome}
     */
    public CompletableFuture<Outcome<R>> cancel(@Nullable Object reason) {
        requestCancel(reason);
        return told.outcome;
    }

    void requestCancel(@Nullable Object reason) {
        host.requestTurn(() -> task().cancel(reason));
    }

    /**
     * Puts {@code message} into the inbox, behind those already waiting. The message is not copied: leave it alone afterwards.
     *
     * @return completed when the message is in the inbox or was handed to the task; fails with {@link TaskEndedException} if the task
     *     was cancelled or ended first, or its input is closed: then the message was not sent
     */
    public CompletableFuture<@Nullable Void> send(@Nullable Object message) {
        return this.<Void>command(
                (task, answer) -> {
                    if (!task.send(message, new Sent(answer))) {
                        refuse(answer);
                    }
                },
                this::refuse);
    }

    private void refuse(Answering<?> send) {
        TaskEndedException late = new TaskEndedException(name);
        told.signals.execute(() -> send.completeExceptionally(late));
    }

    /** Says that no more messages will come; those already sent are still received. */
    public void closeInput() {
        host.requestTurn(() -> task().closeInput());
    }

    /** Another priority from now on. */
    public void setPriority(Priority priority) {
        Objects.requireNonNull(priority, "priority");
        host.requestTurn(() -> task().setPriority(priority));
    }

    private <T> Answering<T> command(Command<R, T> command, TooLate<T> tooLate) {
        Answering<T> answer = told.newAnswer();
        Runnable late = () -> tooLate.settle(answer);
        unanswered.add(answer, late);
        if (!host.offer(() -> command.run(task(), answer)) || unanswered.isSettled()) {
            late.run();
        }
        return answer;
    }

    // --- what is true now ---

    /** The name the task was spawned with. */
    public String name() {
        return name;
    }

    public TaskState state() {
        return told.state();
    }

    /** What the task last reported, 0 to 1; 0 before. */
    public double progress() {
        return told.progress();
    }

    /** Where the task could go on if it was spawned again: the point it saved last, null until it saves one. Stays after the end. */
    public @Nullable ResumePoint resumePoint() {
        return told.resumePoint();
    }

    /**
     * The result. Fails with what the task threw; with a {@link CancellationException} if it was cancelled; with a
     * {@link TaskTerminatedException} if it was given up by {@link JvmHolder#close}. It does not wait for the reader of the outputs, but a
     * task that is ahead of its reader by the output capacity does.
     */
    public CompletableFuture<@Nullable R> result() {
        return told.result;
    }

    /** How the task ended. Never fails. */
    public CompletableFuture<Outcome<R>> outcome() {
        return told.outcome;
    }

    /**
     * The outputs, for one subscriber; a second is refused by {@code onError} with an {@link IllegalStateException}. It may come late: the
     * task can be ahead of the demand by its output capacity, and outputs wait for their reader even after the task has ended. After the
     * last comes {@code onComplete}, or {@code onError} with what {@link #result} fails with. Cancelling the subscription cancels the
     * task; so does an {@code onNext} that throws.
     *
     * <p>A {@code Publisher} cannot carry null (Reactive Streams 2.13). When it is the turn of a null output, the subscriber gets a
     * {@link NullPointerException} by {@code onError}, and the task is cancelled: dropping it silently would lose an output (law C2),
     * and an {@code Optional} around every output would be the price for a value that tasks rarely emit.
     */
    public Flow.Publisher<Object> outputs() {
        return told.outputs;
    }

    // --- ends ---

    /** Gives the task up: it fails, unless it has ended. From any thread, after the host was closed. */
    void terminate() {
        told.end(new Outcome.Failed<>(new TaskTerminatedException(name)));
    }

    private TaskHandle<R> task() {
        return Objects.requireNonNull(handle);
    }

    @Override
    public String toString() {
        return name + " (" + state() + ")";
    }

    /** A command, in a turn of the host. */
    private interface Command<R, T> {
        void run(TaskHandle<R> task, Answering<T> answer);
    }

    /** Settles a command that the task will not answer any more; as a signal, so that an answer already under way comes first. */
    private interface TooLate<T> {
        void settle(Answering<T> answer);
    }

    private final class Sent implements TaskHandle.SendListener {
        private final Answering<Void> answer;

        Sent(Answering<Void> answer) {
            this.answer = answer;
        }

        @Override
        public void accepted() {
            told.signals.execute(() -> answer.complete(null));
        }

        @Override
        public void undelivered() {
            refuse(answer);
        }
    }
}
