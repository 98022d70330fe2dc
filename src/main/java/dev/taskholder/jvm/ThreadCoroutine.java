package dev.taskholder.jvm;

import dev.taskholder.Coroutine;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A coroutine on a thread; the two sides hand one permit back and forth, so exactly one of them runs. */
final class ThreadCoroutine implements Coroutine {
    /** Unwinds the body of an abandoned coroutine. */
    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("the host was closed", null, false, false);
        }
    }

    private final ThreadCoroutines owner;
    private final Body body;
    private final Semaphore inside = new Semaphore(0);
    private final Semaphore outside = new Semaphore(0);
    /** The one it runs on, null before it has begun. */
    private volatile @Nullable Thread thread;

    private boolean begun;
    private boolean abandoned;
    private boolean ended;
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
            ended = true;
            outside.release();
        }
    }

    @Override
    public void resume() {
        owner.entering(this);
        goOn();
        outside.acquireUninterruptibly();
        owner.left(this, ended);
        if (escaped != null) {
            throw new IllegalStateException("a coroutine's body threw", escaped);
        }
    }

    private void goOn() {
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
        if (!abandoned) { // else the body caught Abandoned and went on
            outside.release();
            inside.acquireUninterruptibly();
        }
        if (abandoned) {
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
     * Unwinds the body, if it has begun. One that has not ended after {@code limitNanos} is interrupted and left to itself.
     *
     * @return whether it has ended
     */
    boolean abandon(long limitNanos) throws InterruptedException {
        abandoned = true;
        if (!begun) {
            return true;
        }
        inside.release();
        boolean unwound = outside.tryAcquire(limitNanos, TimeUnit.NANOSECONDS);
        if (!unwound) {
            interrupt();
        }
        return unwound;
    }
}
