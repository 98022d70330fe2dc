package dev.taskholder.testing;

import dev.taskholder.Coroutine;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A coroutine on a thread of its own; the two sides hand one permit back and forth, so exactly one of them runs. */
final class ThreadCoroutine implements Coroutine {
    /** Unwinds the body of an abandoned coroutine. */
    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("the host was closed", null, false, false);
        }
    }

    private final Semaphore inside = new Semaphore(0);
    private final Semaphore outside = new Semaphore(0);
    private final Thread thread;
    private boolean abandoned;
    private boolean ended;
    private @Nullable Throwable escaped;

    ThreadCoroutine(Body body, int number) {
        thread = new Thread(() -> main(body), "fiber-" + number);
        thread.setDaemon(true);
    }

    private void main(Body body) {
        inside.acquireUninterruptibly();
        try {
            if (!abandoned) {
                body.run();
            }
        } catch (Abandoned unwound) {
            // the host was closed while this was suspended
        } catch (Throwable throwable) {
            escaped = throwable;
        } finally {
            ended = true;
            outside.release();
        }
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public void resume() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        inside.release();
        outside.acquireUninterruptibly();
        if (escaped != null) {
            throw new IllegalStateException("a coroutine's body threw", escaped);
        }
    }

    @Override
    public void suspend() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("suspend: called from outside " + thread.getName());
        }
        outside.release();
        inside.acquireUninterruptibly();
        if (abandoned) {
            throw new Abandoned();
        }
    }

    /** Unwinds the body, if it has begun. */
    void abandon() {
        if (!ended && thread.getState() != Thread.State.NEW) {
            abandoned = true;
            resume();
        }
    }
}
