package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** The context given to a body: its fiber, clock and queues behind one door. */
final class FiberContext implements TaskContext {
    private static final long NANOS_PER_MILLI = 1_000_000;

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
        long nanos = toNanos("millis", millis);
        own().checkpoint();
        if (nanos == 0) {
            return;
        }
        SleepWait wait = new SleepWait(fiber, run.clock);
        wait.timer = run.clock.schedule(nanos, () -> fiber.complete(wait));
        fiber.await(wait);
    }

    @Override
    public double now() {
        own();
        return (double) run.clock.nanos() / NANOS_PER_MILLI;
    }

    @Override
    public void emit(@Nullable Object output) {
        run.output.emit(own(), output);
    }

    @Override
    public boolean tryEmit(@Nullable Object output) {
        own();
        return run.output.tryEmit(output);
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
    public Receiver<Object> inbox() {
        own();
        return run.inbox;
    }

    @Override
    public <T, X extends Exception> @Nullable T withTimeout(long limitMillis, Body<T, X> body) throws X {
        long nanos = toNanos("limitMillis", limitMillis);
        own().checkpoint();
        TaskClock clock = run.clock;
        Scope.Deadline deadline = new Scope.Deadline(fiber.scope(), clock.nanos() + nanos);
        deadline.passed = nanos == 0;
        Timer timer = clock.schedule(nanos, () -> {
            deadline.passed = true;
            fiber.interruptIfDue();
        });
        fiber.enter(deadline);
        try {
            return body.run();
        } catch (Scope.DeadlineReached reached) {
            if (reached.deadline != deadline) {
                throw reached;
            }
            throw new TaskTimeoutException(limitMillis);
        } finally {
            fiber.leave(deadline);
            clock.cancel(timer);
        }
    }

    @Override
    public <T, X extends Exception> @Nullable T uninterruptible(long limitMillis, Body<T, X> body) throws X {
        long nanos = toNanos("limitMillis", limitMillis);
        own();
        TaskClock clock = run.clock;
        Scope.Shield shield = new Scope.Shield(fiber.scope());
        shield.up = nanos > 0;
        Timer timer = clock.schedule(nanos, () -> {
            shield.up = false;
            fiber.interruptIfDue();
            run.settleLater();
        });
        fiber.enter(shield);
        try {
            return body.run();
        } finally {
            fiber.leave(shield);
            clock.cancel(timer);
        }
    }

    @Override
    public <T> @Nullable T await(Deferred<T> deferred) {
        own().checkpoint();
        return deferred.await(fiber);
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

    private static long toNanos(String what, long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException(what + " < 0: " + millis);
        }
        return millis > Long.MAX_VALUE / NANOS_PER_MILLI ? Long.MAX_VALUE : millis * NANOS_PER_MILLI;
    }

    /** A place in the heap of timers. Frozen and thawed with the clock, so a resume has nothing to retry. */
    private static final class SleepWait extends Wait {
        private final TaskClock clock;
        private @Nullable Timer timer;

        SleepWait(Fiber fiber, TaskClock clock) {
            super(fiber);
            this.clock = clock;
        }

        @Override
        void retry() {}

        @Override
        void abandon() {
            if (timer != null) {
                clock.cancel(timer);
            }
        }
    }
}
