package dev.taskholder.jvm;

import dev.taskholder.Coroutine;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine on a thread; the two sides hand one permit back and forth, so exactly one of them runs.
 *
 * <pre>
 *   OUTSIDE ──resume──► INSIDE ──returned──► ENDED
 *      ▲                 │  │                  ▲
 *      └─────suspend─────┘  └─giveUp─► ALONE ──┘ returned, or unwound at its next suspend
 * </pre>
 *
 * Whoever takes it out of INSIDE, and nobody else, lets the other side go on.
 */
final class ThreadCoroutine implements Coroutine {
    /** Unwinds the body of an abandoned coroutine. */
    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("the host was closed", null, false, false);
        }
    }

    private enum Side {
        OUTSIDE,
        INSIDE,
        /** Both run: the one exception to the rule, for a body that never gave way. */
        ALONE,
        ENDED
    }

    private final ThreadCoroutines owner;
    private final Body body;
    private final Semaphore inside = new Semaphore(0);
    private final Semaphore outside = new Semaphore(0);
    private final AtomicReference<Side> side = new AtomicReference<>(Side.OUTSIDE);
    /** The one it runs on, null before it has begun. */
    private volatile @Nullable Thread thread;

    private boolean begun;
    private boolean abandoned;
    private @Nullable Throwable escaped;

    ThreadCoroutine(ThreadCoroutines owner, Body body) {
        this.owner = owner;
        this.body = body;
    }

    private void main() {
        thread = Thread.currentThread();
        try {
            body.run();
        } catch (Abandoned unwound) {
            // the host was closed while this was suspended
        } catch (Throwable throwable) {
            escaped = throwable;
        } finally {
            if (side.getAndSet(Side.ENDED) == Side.INSIDE) {
                outside.release();
            }
        }
    }

    @Override
    public void resume() {
        if (side.get() == Side.ALONE) {
            return; // nobody's business any more
        }
        owner.entering(this);
        goOn();
        outside.acquireUninterruptibly();
        owner.left(this, hasEnded());
        if (escaped != null) {
            throw new IllegalStateException("a coroutine's body threw", escaped);
        }
    }

    private boolean hasEnded() {
        return side.get() == Side.ENDED;
    }

    private void goOn() {
        side.set(Side.INSIDE);
        if (begun) {
            inside.release();
        } else {
            owner.execute(this::main); // may find no thread
            begun = true;
        }
    }

    @Override
    public void suspend() {
        if (!isCurrent()) {
            throw new IllegalStateException("suspend: called from outside the coroutine");
        }
        // Abandoned already: the body caught the error and went on.
        boolean handedOver = !abandoned && side.compareAndSet(Side.INSIDE, Side.OUTSIDE);
        if (handedOver) {
            outside.release();
            inside.acquireUninterruptibly();
        }
        if (abandoned || !handedOver) {
            throw new Abandoned();
        }
    }

    /** Whether the calling thread is the one it runs on. */
    boolean isCurrent() {
        return thread == Thread.currentThread();
    }

    /** Interrupts the thread it runs on, if it has begun. */
    void interrupt() {
        Thread mine = thread;
        if (mine != null) {
            mine.interrupt();
        }
    }

    /**
     * Interrupts the body and lets the side outside go on without it, if the body is what runs: it is left to itself from then on, and
     * unwound at its next suspend. From any thread.
     */
    void giveUp() {
        if (side.compareAndSet(Side.INSIDE, Side.ALONE)) {
            interrupt();
            outside.release();
        }
    }

    /**
     * Unwinds the body, if it has begun and was not given up. One that has not ended after {@code limitNanos} is given up.
     *
     * @return whether it has ended
     */
    boolean abandon(long limitNanos) throws InterruptedException {
        if (!begun) {
            return true;
        }
        if (side.compareAndSet(Side.OUTSIDE, Side.INSIDE)) {
            abandoned = true;
            inside.release();
            if (!outside.tryAcquire(limitNanos, TimeUnit.NANOSECONDS)) {
                giveUp();
            }
        }
        return hasEnded();
    }
}
