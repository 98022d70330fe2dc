package dev.taskholder.programs;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import kotlin.Result;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.SuspendLambda;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.SupervisorKt;
import kotlinx.coroutines.channels.Channel;
import kotlinx.coroutines.channels.ClosedReceiveChannelException;
import kotlinx.coroutines.channels.ClosedSendChannelException;
import kotlinx.coroutines.selects.OnTimeoutKt;
import kotlinx.coroutines.selects.SelectImplementation;
import org.jspecify.annotations.Nullable;

/**
 * The code of one task or scope as a Kotlin suspending lambda, written by hand: what Kotlin's compiler makes of a suspending function
 * is a state machine like this one. {@link #invokeSuspend} runs operations until one suspends, and is called again with its result.
 *
 * <p>Everything with a time is a {@code select} with {@code onTimeout}, sleeping too. {@code delay} would do, but it alone resumes
 * inside the timer's event, while the other timers of the same moment have not fired yet.
 */
@SuppressWarnings("serial") // Kotlin's continuations are Serializable; nobody serialises this one
final class KotlinBody extends SuspendLambda
        implements Function2<CoroutineScope, Continuation<? super Unit>, Object>, Op.Performer<Object> {
    private static final Object SUSPENDED = IntrinsicsKt.getCOROUTINE_SUSPENDED();

    private final KotlinRun run;
    private final int task;
    private final int place;
    private final List<Op> body;
    /** Null in the lambda itself; {@link #create} makes of it one that runs in a scope. */
    private final @Nullable CoroutineScope scope;

    private boolean hasBegun;
    private int next;
    private int sending = Seen.NONE;
    /** What the code is suspended in. */
    private @Nullable Op pending;

    KotlinBody(KotlinRun run, int task, int place, List<Op> body) {
        this(run, task, place, body, null, null);
    }

    private KotlinBody(
            KotlinRun run,
            int task,
            int place,
            List<Op> body,
            @Nullable CoroutineScope scope,
            @Nullable Continuation<Object> completion) {
        super(2, completion);
        this.run = run;
        this.task = task;
        this.place = place;
        this.body = body;
        this.scope = scope;
    }

    @Override
    @SuppressWarnings("unchecked") // the completion takes whatever invokeSuspend returns
    public Continuation<Unit> create(@Nullable Object receiver, Continuation<?> completion) {
        Continuation<?> created =
                new KotlinBody(run, task, place, body, (CoroutineScope) receiver, (Continuation<Object>) completion);
        return (Continuation<Unit>) created;
    }

    @Override
    public Object invoke(CoroutineScope receiver, Continuation<? super Unit> completion) {
        Continuation<?> created = create(receiver, completion);
        return ((KotlinBody) created).invokeSuspend(Unit.INSTANCE);
    }

    @Override
    protected Object invokeSuspend(Object result) {
        if (!hasBegun) {
            hasBegun = true;
            if (place == task) {
                run.beginInNextTurn(intercepted());
                return SUSPENDED;
            }
        } else if (pending == null) {
            run.history.add(new HistoryEvent.Began(task));
        } else {
            finish(pending, result);
        }
        while (next < body.size()) {
            Op op = body.get(next++);
            Object returned = start(op);
            if (returned == SUSPENDED) {
                pending = op;
                return SUSPENDED;
            }
            finish(op, returned);
        }
        run.history.add(new HistoryEvent.Left(place, Seen.Result.DONE));
        return Unit.INSTANCE;
    }

    private Object start(Op op) {
        sending = op instanceof Op.Send || op instanceof Op.TrySend ? run.nextElement(task) : Seen.NONE;
        run.history.add(new HistoryEvent.Started(task, op, sending));
        try {
            return op.by(this);
        } catch (RuntimeException thrown) {
            return ResultKt.createFailure(thrown);
        }
    }

    private void finish(Op op, Object result) {
        int element = op instanceof Op.Send || op instanceof Op.TrySend ? sending : Seen.NONE;
        run.history.add(new HistoryEvent.Finished(task, op, element, seen(op, result)));
    }

    private static Seen seen(Op op, Object result) {
        if (result instanceof Seen seen) {
            return seen;
        }
        if (result instanceof Result.Failure failure) {
            return Seen.of(isClosed(failure.exception) ? Seen.Result.CLOSED : Seen.Result.FAILED);
        }
        return op instanceof Op.Receive receive
                ? Seen.received(receive.channel(), (Integer) result)
                : Seen.of(Seen.Result.DONE);
    }

    private static boolean isClosed(Throwable thrown) {
        return thrown instanceof ClosedSendChannelException
                || thrown instanceof ClosedReceiveChannelException
                || thrown instanceof CancellationException; // of the channel: no task is cancelled
    }

    @Override
    public Object send(Op.Send op) {
        Channel<Integer> channel = run.channels.get(op.channel());
        if (op.limitMillis() == Op.FOREVER) {
            return channel.send(sending, this);
        }
        SelectImplementation<Seen> select = new SelectImplementation<>(getContext());
        select.invoke(channel.getOnSend(), sending, (sent, continuation) -> Seen.of(Seen.Result.DONE));
        return orAfter(op.limitMillis(), Seen.Result.NOTHING, select);
    }

    @Override
    public Object trySend(Op.TrySend op) {
        return KotlinInline.trySend(run.channels.get(op.channel()), sending);
    }

    @Override
    public Object receive(Op.Receive op) {
        return op.limitMillis() == Op.FOREVER
                ? run.channels.get(op.channel()).receive(this)
                : select(new Op.Select(List.of(op.channel()), op.limitMillis()));
    }

    @Override
    public Object tryReceive(Op.TryReceive op) {
        return KotlinInline.tryReceive(op.channel(), run.channels.get(op.channel()));
    }

    @Override
    public Object select(Op.Select op) {
        SelectImplementation<Seen> select = new SelectImplementation<>(getContext());
        for (int channel : op.channels()) {
            select.invoke(
                    run.channels.get(channel).getOnReceive(),
                    (element, continuation) -> Seen.received(channel, element));
        }
        return orAfter(op.afterMillis(), Seen.Result.NOTHING, select);
    }

    @Override
    public Object sleep(Op.Sleep op) {
        return orAfter(op.millis(), Seen.Result.DONE, new SelectImplementation<>(getContext()));
    }

    private Object orAfter(long millis, Seen.Result result, SelectImplementation<Seen> select) {
        if (millis != Op.FOREVER) {
            OnTimeoutKt.onTimeout(select, millis, continuation -> Seen.of(result));
        }
        return select.doSelect(this);
    }

    @Override
    public Object close(Op.Close op) {
        run.channels.get(op.channel()).close(null);
        return Unit.INSTANCE;
    }

    @Override
    public Object discard(Op.Discard op) {
        run.channels.get(op.channel()).cancel((CancellationException) null);
        return Unit.INSTANCE;
    }

    @Override
    public Object fork(Op.Fork op) {
        run.launch(Objects.requireNonNull(scope), op.child(), op.body());
        return Unit.INSTANCE;
    }

    @Override
    public Object within(Op.Within op) {
        KotlinBody inner = new KotlinBody(run, task, op.place(), op.body());
        return switch (op.kind()) {
            case SCOPE -> CoroutineScopeKt.coroutineScope(inner, this);
            case SUPERVISE -> SupervisorKt.supervisorScope(inner, this);
            case LIMIT, SHIELD -> throw new AssertionError("disturbs: " + op);
        };
    }

    @Override
    public Object join(Op.Join op) {
        return Objects.requireNonNull(run.tasks.get(op.child())).join(this);
    }

    @Override
    public Object command(Op.Command op) {
        throw new AssertionError("disturbs: " + op);
    }

    @Override
    public Object fail(Op.Fail op) {
        throw new AssertionError("disturbs: " + op);
    }
}
