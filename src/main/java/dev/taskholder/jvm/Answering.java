package dev.taskholder.jvm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A future that says so where waiting for it would be a deadlock: in the code of a task, which holds up the thread that would complete it,
 * and in a callback of the task's signals, which are completed one after the other.
 */
final class Answering<T> extends CompletableFuture<@Nullable T> {
    private final BooleanSupplier deadlock;

    /** @param deadlock whether the calling thread must not wait */
    Answering(BooleanSupplier deadlock) {
        this.deadlock = deadlock;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Answering<U>(deadlock);
    }

    @Override
    public @Nullable T get() throws InterruptedException, ExecutionException {
        refuseDeadlock();
        return super.get();
    }

    @Override
    public @Nullable T get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        refuseDeadlock();
        return super.get(timeout, unit);
    }

    @Override
    public @Nullable T join() {
        refuseDeadlock();
        return super.join();
    }

    private void refuseDeadlock() {
        if (!isDone() && deadlock.getAsBoolean()) {
            throw new IllegalStateException(
                    "waiting here would never end: called from inside a task or from a callback of"
                            + " this task; use thenAccept or another method that does not wait");
        }
    }
}
