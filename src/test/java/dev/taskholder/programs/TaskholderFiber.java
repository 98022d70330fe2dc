package dev.taskholder.programs;

import dev.taskholder.Action;
import dev.taskholder.Case;
import dev.taskholder.Channel;
import dev.taskholder.ChannelClosedException;
import dev.taskholder.Receipt;
import dev.taskholder.TaskCancelled;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the operations of one task of a program, and writes down what it calls and sees. */
final class TaskholderFiber implements Op.Performer<Seen> {
    private final TaskholderRun run;
    private final int task;
    private final @Nullable TaskContext context;
    private int sending = Seen.NONE;

    private TaskholderFiber(TaskholderRun run, int task, @Nullable TaskContext context) {
        this.run = run;
        this.task = task;
        this.context = context;
    }

    /** Who does from outside what needs no fiber. */
    static TaskholderFiber outside(TaskholderRun run) {
        return new TaskholderFiber(run, HistoryEvent.OUTSIDE, null);
    }

    /** The body of {@code task}. */
    static @Nullable Void run(TaskholderRun run, int task, TaskContext context, List<Op> body) {
        run.history.add(new HistoryEvent.Began(task));
        new TaskholderFiber(run, task, context).inPlace(task, body);
        return null;
    }

    private void inPlace(int place, List<Op> body) {
        Seen.Result result = Seen.Result.FAILED;
        try {
            body.forEach(this::perform);
            result = Seen.Result.DONE;
        } catch (TaskCancelled interrupted) {
            result = Seen.Result.INTERRUPTED;
            throw interrupted;
        } finally {
            run.history.add(new HistoryEvent.Left(place, result));
        }
    }

    void perform(Op op) {
        int element = op instanceof Op.Send || op instanceof Op.TrySend ? run.nextElement(task) : Seen.NONE;
        run.history.add(new HistoryEvent.Started(task, op, element));
        sending = element;
        Seen seen = Seen.of(Seen.Result.FAILED);
        try {
            seen = op.by(this);
        } catch (ChannelClosedException closed) {
            seen = Seen.of(Seen.Result.CLOSED);
        } catch (TaskCancelled interrupted) {
            seen = Seen.of(Seen.Result.INTERRUPTED);
            throw interrupted;
        } finally {
            run.history.add(new HistoryEvent.Finished(task, op, element, seen));
        }
    }

    @Override
    public Seen send(Op.Send op) {
        Channel<Integer> channel = run.channels.get(op.channel());
        if (op.limitMillis() == Op.FOREVER) {
            channel.send(sending);
            return Seen.of(Seen.Result.DONE);
        }
        return doneIf(channel.trySend(sending, op.limitMillis()));
    }

    @Override
    public Seen trySend(Op.TrySend op) {
        return doneIf(run.channels.get(op.channel()).trySend(sending));
    }

    @Override
    public Seen receive(Op.Receive op) {
        Channel<Integer> channel = run.channels.get(op.channel());
        return seen(
                op.channel(),
                op.limitMillis() == Op.FOREVER ? channel.receiveOrClosed() : channel.tryReceive(op.limitMillis()));
    }

    @Override
    public Seen tryReceive(Op.TryReceive op) {
        return seen(op.channel(), run.channels.get(op.channel()).tryReceive());
    }

    @Override
    public Seen select(Op.Select op) {
        List<Case<Seen>> cases = new ArrayList<>();
        for (int channel : op.channels()) {
            cases.add(Case.receive(
                    run.channels.get(channel), element -> Seen.received(channel, Objects.requireNonNull(element))));
        }
        if (op.afterMillis() != Op.FOREVER) {
            cases.add(Case.after(op.afterMillis(), () -> Seen.of(Seen.Result.NOTHING)));
        }
        return Objects.requireNonNull(fiber().select(cases));
    }

    @Override
    public Seen close(Op.Close op) {
        run.channels.get(op.channel()).close();
        return Seen.of(Seen.Result.DONE);
    }

    @Override
    public Seen discard(Op.Discard op) {
        run.channels.get(op.channel()).cancel();
        return Seen.of(Seen.Result.DONE);
    }

    @Override
    public Seen sleep(Op.Sleep op) {
        fiber().sleep(op.millis());
        return Seen.of(Seen.Result.DONE);
    }

    @Override
    public Seen fork(Op.Fork op) {
        run.tasks.put(
                op.child(),
                fiber().fork(Integer.toString(op.child()), child -> run(run, op.child(), child, op.body())));
        return Seen.of(Seen.Result.DONE);
    }

    @Override
    public Seen within(Op.Within op) {
        TaskContext scopes = fiber();
        Action<RuntimeException> body = () -> inPlace(op.place(), op.body());
        try {
            switch (op.kind()) {
                case SCOPE -> scopes.scope(body);
                case SUPERVISE -> scopes.supervise(body);
                case LIMIT -> scopes.withTimeout(op.limitMillis(), body);
                case SHIELD -> scopes.uninterruptible(op.limitMillis(), body);
            }
            return Seen.of(Seen.Result.DONE);
        } catch (TaskTimeoutException over) {
            return Seen.of(Seen.Result.NOTHING);
        } catch (RuntimeException failure) {
            if (op.passesFailuresOn()) {
                throw failure;
            }
            return Seen.of(Seen.Result.FAILED);
        }
    }

    @Override
    public Seen join(Op.Join op) {
        TaskHandle<Void> child = run.tasks.get(op.child());
        return Seen.of(child == null ? Seen.Result.NOTHING : TaskholderRun.resultOf(child.awaitOutcome()));
    }

    @Override
    public Seen command(Op.Command op) {
        TaskHandle<Void> other = run.tasks.get(op.task());
        if (other == null) {
            return Seen.of(Seen.Result.NOTHING);
        }
        switch (op.order()) {
            case PAUSE -> other.pause();
            case RESUME -> other.resume();
            case CANCEL -> {
                return doneIf(other.cancel("asked"));
            }
        }
        return Seen.of(Seen.Result.DONE);
    }

    @Override
    public Seen fail(Op.Fail op) {
        throw new IllegalStateException("meant to fail");
    }

    private TaskContext fiber() {
        return Objects.requireNonNull(context);
    }

    private static Seen doneIf(boolean done) {
        return Seen.of(done ? Seen.Result.DONE : Seen.Result.NOTHING);
    }

    private static Seen seen(int channel, Receipt<Integer> receipt) {
        if (receipt instanceof Receipt.Received<Integer> received) {
            return Seen.received(channel, Objects.requireNonNull(received.value()));
        }
        return Seen.of(receipt instanceof Receipt.Closed ? Seen.Result.CLOSED : Seen.Result.NOTHING);
    }
}
