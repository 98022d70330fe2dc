package dev.taskholder;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waiting until something is true that other fibers make true, instead of polling. Between two blocking calls no other fiber runs, so
 * no lock goes with it.
 *
 * <pre>{@code
 * Condition changed = context.condition();
 * changed.await(() -> stock > 0);        // one fiber
 * stock++; changed.signal();             // another one
 * }</pre>
 */
public final class Condition {
    /** What is waited for. Must not block, throw or change anything: it is asked whenever the condition is signalled. */
    @FunctionalInterface
    public interface Predicate {
        boolean holds();
    }

    private final Scheduler scheduler;
    private final Truth truth = new Truth();

    Condition(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Waits until {@code predicate} holds; it does when this returns. Asked at once, and at every {@link #signal}. A checkpoint. */
    public void await(Predicate predicate) {
        await(predicate, Gate.NO_LIMIT);
    }

    /**
     * Waits until {@code predicate} holds, for {@code limitMillis ≥ 0} of the task's clock at most. A checkpoint.
     *
     * @return false if the limit came first
     */
    public boolean tryAwait(Predicate predicate, long limitMillis) {
        return await(predicate, Millis.toNanos("limitMillis", limitMillis));
    }

    /**
     * Says that something has changed: asks every predicate, in the order in which the fibers came, and lets those go on that hold.
     * Never waits.
     */
    public void signal() {
        truth.open();
    }

    private boolean await(Predicate predicate, long limitNanos) {
        Fiber fiber = scheduler.requireCurrent("await");
        fiber.checkpoint();
        long end = limitNanos == Gate.NO_LIMIT ? 0 : fiber.clock().nanosFromNow(limitNanos);
        boolean passed = truth.pass(fiber, predicate, limitNanos);
        while (passed && !predicate.holds()) { // another fiber was let go on first and changed it back
            long left = limitNanos == Gate.NO_LIMIT
                    ? limitNanos
                    : Math.max(0, end - fiber.clock().nanos());
            passed = truth.pass(fiber, predicate, left);
        }
        return passed;
    }

    private static final class Truth extends Gate<Predicate> {
        @Override
        boolean tryPass(Fiber fiber, @Nullable Predicate predicate) {
            return Objects.requireNonNull(predicate).holds();
        }

        /** Each waits for something of its own. */
        @Override
        boolean isOvertakingAllowed() {
            return true;
        }
    }
}
