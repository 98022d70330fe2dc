package dev.taskholder.jvm;

import dev.taskholder.LogLevel;
import dev.taskholder.Outcome;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskState;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a task has told, kept for any thread to see. Told by the runtime in turns of the host, and passed on as signals. */
final class Told<R> implements TaskListener<R> {
    private static final System.Logger LOGGER = System.getLogger("dev.taskholder");

    private final String name;
    private final Credit credit;
    private final BooleanSupplier insideHost;
    private final Runnable onEnd;
    private volatile TaskState state;
    private volatile double progress;
    private int undelivered;
    private long outputCount;
    private volatile @Nullable ResumePoint resumePoint;

    final Signals signals = new Signals();
    final Outputs outputs;
    final Answering<R> result;
    final Answering<Outcome<R>> outcome;

    /**
     * @param credit for what the subscriber of the outputs wants
     * @param onLeave called when it wants no more
     * @param onEnd called when the task has ended
     */
    Told(String name, TaskState state, Credit credit, BooleanSupplier insideHost, Runnable onLeave, Runnable onEnd) {
        this.name = name;
        this.credit = credit;
        this.insideHost = insideHost;
        this.onEnd = onEnd;
        this.state = state;
        this.outputs = new Outputs(name, signals, credit, onLeave);
        this.result = newAnswer();
        this.outcome = newAnswer();
    }

    /** A future that must not be waited for where that would hold up its own completion. */
    <T> Answering<T> newAnswer() {
        return new Answering<>(() -> insideHost.getAsBoolean() || signals.isInside());
    }

    TaskState state() {
        return state;
    }

    double progress() {
        return progress;
    }

    @Nullable ResumePoint resumePoint() {
        return resumePoint;
    }

    @Override
    public void stateChanged(TaskState next) {
        moveTo(next);
    }

    @Override
    public void output(@Nullable Object output) {
        outputCount++;
        signals.execute(() -> outputs.add(output));
        credit.use();
    }

    @Override
    public void progress(double done) {
        progress = done;
    }

    @Override
    public void saved(Object point) {
        resumePoint = new ResumePoint(point, outputCount);
    }

    @Override
    public void undelivered(@Nullable Object message) {
        undelivered++;
    }

    @Override
    public void log(LogLevel level, String text) {
        LOGGER.log(levelOf(level), name + ": " + text);
    }

    @Override
    public void ended(Outcome<R> how) {
        if (undelivered > 0) {
            log(LogLevel.WARN, "ended without receiving " + undelivered + " of the messages sent to it");
        }
        onEnd.run(); // first, so that whom the outcome reaches finds the task gone
        end(how);
    }

    /** The first outcome counts: a task that was given up may yet end. From any thread. */
    void end(Outcome<R> how) {
        if (!moveTo(stateOf(how))) {
            return;
        }
        Throwable failure = failureOf(how);
        signals.execute(() -> outputs.end(failure));
        signals.execute(() -> {
            outcome.complete(how);
            if (how instanceof Outcome.Succeeded<R> succeeded) {
                result.complete(succeeded.value());
            } else {
                result.completeExceptionally(failure);
            }
        });
    }

    /** Tells whether it did: no state follows an end. */
    private synchronized boolean moveTo(TaskState next) {
        if (state.isEnded()) {
            return false;
        }
        state = next;
        return true;
    }

    private static TaskState stateOf(Outcome<?> how) {
        if (how instanceof Outcome.Succeeded) {
            return TaskState.SUCCEEDED;
        }
        return how instanceof Outcome.Failed ? TaskState.FAILED : TaskState.CANCELLED;
    }

    private @Nullable Throwable failureOf(Outcome<R> how) {
        if (how instanceof Outcome.Failed<R> failed) {
            return failed.cause();
        }
        return how instanceof Outcome.Cancelled<R> cancelled
                ? new CancellationException("task " + name + " was cancelled"
                        + (cancelled.reason() == null ? "" : ": " + cancelled.reason()))
                : null;
    }

    private static System.Logger.Level levelOf(LogLevel level) {
        return System.Logger.Level.valueOf(level == LogLevel.WARN ? "WARNING" : level.name());
    }
}
