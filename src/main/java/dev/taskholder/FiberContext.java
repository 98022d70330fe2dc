package dev.taskholder;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The context given to a body: its fiber, clock and queues behind one door. */
final class FiberContext implements TaskContext {
    private final Scheduler scheduler;
    private final TaskRun<?> run;
    private final Fiber fiber;

    FiberContext(Scheduler scheduler, TaskRun<?> run, Fiber fiber) {
        this.scheduler = scheduler;
        this.run = run;
        this.fiber = fiber;
    }

    @Override
    public void checkpoint() {
        own().checkpoint();
    }

    @Override
    public void sleep(long millis) {
        long nanos = Millis.toNanos("millis", millis);
        own().checkpoint();
        if (nanos > 0) {
            SleepWait wait = new SleepWait(fiber);
            wait.limit(nanos);
            fiber.await(wait);
        }
    }

    @Override
    public double now() {
        own();
        return Millis.ofNanos(run.clock.nanos());
    }

    @Override
    public void emit(@Nullable Object output) {
        run.output.emit(own(), output);
    }

    @Override
    public boolean tryEmit(@Nullable Object output) {
        return run.output.tryEmit(own(), output);
    }

    @Override
    public void progress(double done) {
        own();
        if (!(done >= 0 && done <= 1)) {
            throw new IllegalArgumentException("done: expected 0 to 1, got " + PlainData.describe(done));
        }
        run.listener.progress(done);
    }

    @Override
    public void save(Object point) {
        TaskRun<?> task = requireTask();
        PlainData.check("point", Objects.requireNonNull(point, "point"));
        task.listener.saved(PlainData.copy(point));
    }

    @Override
    public Data restored() {
        return Data.at("restored", requireTask().restored);
    }

    @Override
    public Receiver<Object> inbox() {
        own();
        return run.inbox.channel();
    }

    @Override
    public <T, X extends Exception> @Nullable T withTimeout(long limitMillis, Body<T, X> body) throws X {
        long nanos = Millis.toNanos("limitMillis", limitMillis);
        ScopeStack scopes = scopes();
        fiber.checkpoint();
        Scope.Deadline deadline = new Scope.Deadline(scopes.innermost());
        if (nanos == 0) {
            scopes.mark(deadline);
        }
        Timer timer = run.clock.schedule(nanos, () -> scopes.unwindTo(deadline, null));
        try {
            return scopes.run(deadline, body);
        } catch (Scope.Unwind unwind) {
            if (unwind.scope != deadline) {
                throw unwind;
            }
            throw new TaskTimeoutException(limitMillis);
        } finally {
            run.clock.cancel(timer);
        }
    }

    @Override
    public <T, X extends Exception> @Nullable T uninterruptible(long limitMillis, Body<T, X> body) throws X {
        long nanos = Millis.toNanos("limitMillis", limitMillis);
        ScopeStack scopes = scopes();
        Scope.Shield shield = new Scope.Shield(scopes.innermost());
        shield.up = nanos > 0;
        Timer timer = run.clock.schedule(nanos, () -> scopes.drop(shield));
        try {
            return scopes.run(shield, body);
        } finally {
            run.clock.cancel(timer);
        }
    }

    @Override
    public <T, X extends Exception> @Nullable T scope(Body<T, X> body) throws X {
        ScopeStack scopes = scopes();
        fiber.checkpoint();
        return scopes.run(new Scope.Together(scopes.innermost()), body);
    }

    @Override
    public <T, X extends Exception> @Nullable T supervise(Body<T, X> body) throws X {
        ScopeStack scopes = scopes();
        fiber.checkpoint();
        return scopes.run(new Scope.Supervising(scopes.innermost()), body);
    }

    @Override
    public <R> TaskHandle<R> fork(String name, Program<R> body) {
        own();
        return run.fork(name, body, Owner.NOBODY);
    }

    @Override
    public <R> @Nullable R race(List<? extends Program<R>> bodies) {
        own();
        return Forks.race(this, run, bodies);
    }

    @Override
    public <T> @Nullable T select(List<? extends Case<T>> cases) {
        own().checkpoint();
        return SelectWait.select(fiber, cases);
    }

    @Override
    public <T> Channel<T> channel(int capacity, Overflow overflow, Channel.Undelivered<T> undelivered) {
        own();
        return new Channel<>(capacity, overflow, scheduler, undelivered::undelivered);
    }

    @Override
    public Event event() {
        own();
        return new Event(scheduler);
    }

    @Override
    public Condition condition() {
        own();
        return new Condition(scheduler);
    }

    @Override
    public Semaphore semaphore(int permits) {
        own();
        return new Semaphore(permits, scheduler);
    }

    @Override
    public Mutex mutex() {
        own();
        return new Mutex(scheduler);
    }

    @Override
    public @Nullable Object call(String function, @Nullable Object argument) {
        PlainData.check("argument", argument);
        own().checkpoint();
        Call call = new Call(function, argument);
        run.listener.called(call);
        return call.await(fiber);
    }

    @Override
    public <T> @Nullable T await(Deferred<T> deferred) {
        own().checkpoint();
        return deferred.await(fiber);
    }

    @Override
    public void attach(Deferred.Abandon letGo) {
        Belongings belongings = own().belongings();
        if (run.cancellation() == null) {
            belongings.addUntilCancel(letGo);
        } else {
            belongings.addUntilEnd(letGo);
        }
    }

    @Override
    public void detach(Deferred.Abandon letGo) {
        fiber.belongings().remove(letGo);
    }

    @Override
    public void log(LogLevel level, String text) {
        own();
        run.listener.log(level, text);
    }

    /** The fiber, if it is the one whose code is running. */
    private Fiber own() {
        if (scheduler.current() != fiber) {
            throw new IllegalStateException("the context of task " + run.name() + " was used outside its fiber");
        }
        return fiber;
    }

    /** The run, if it is a task's and not a child's. */
    private TaskRun<?> requireTask() {
        own();
        if (run.parent() != null) {
            throw new IllegalStateException(run.name() + " is a child: its task has the resume point");
        }
        return run;
    }

    private ScopeStack scopes() {
        return own().scopes();
    }

    /** Ends when its limit has come. The timer is frozen and thawed with the clock, so a resume has nothing to retry. */
    private static final class SleepWait extends Wait {
        SleepWait(Fiber fiber) {
            super(fiber);
        }

        @Override
        void retry() {}

        @Override
        void leave() {}
    }
}
