package dev.taskholder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The scopes that the code of one fiber is in. What interrupts it, and which of its children a cancel reaches, is decided here. */
final class ScopeStack {
    private final Fiber fiber;
    private final TaskRun<?> owner;
    private final Scheduler scheduler;
    private final Scope root = new Scope.Root();
    private Scope innermost = root;

    ScopeStack(Fiber fiber, TaskRun<?> owner, Scheduler scheduler) {
        this.fiber = fiber;
        this.owner = owner;
        this.scheduler = scheduler;
    }

    /** The scope that the code is in now; the root's once the body has ended. */
    Scope innermost() {
        return innermost;
    }

    Scope root() {
        return root;
    }

    /** Runs {@code body} inside {@code inner}, made with {@link #innermost} around it, and waits for the children made there. */
    <T, X extends Exception> @Nullable T run(Scope inner, Body<T, X> body) throws X {
        innermost = inner;
        T value = null;
        Throwable thrown = null;
        try {
            value = body.run();
        } catch (Throwable anything) { // goes on below, after the children
            thrown = anything;
            inner.record(anything);
        }
        if (inner.hasChildren()) {
            thrown = awaitChildren(inner, thrown);
        }
        innermost = Objects.requireNonNull(inner.outer);
        Throwable failure = inner.failure() == null ? thrown : inner.failure();
        if (failure != null) {
            ScopeStack.<RuntimeException>rethrow(failure);
        }
        return value;
    }

    /** Waits for the children of {@code inner}; cancels them if the code that made them was or is interrupted. What to throw then. */
    private @Nullable Throwable awaitChildren(Scope inner, @Nullable Throwable thrown) {
        Throwable reason = thrown;
        if (reason == null) {
            try {
                fiber.checkpoint();
                inner.awaitChildren(fiber, true);
                return null;
            } catch (TaskCancelled interrupted) {
                reason = interrupted;
            }
        }
        inner.cancelChildren(reason instanceof TaskCancelled cancelled ? cancelled.reason() : reason);
        inner.awaitChildren(fiber, false);
        return reason;
    }

    /** What the body may throw, a child's failure and an interrupt all leave by the same door. */
    @SuppressWarnings("unchecked") // X is erased: nothing is cast
    private static <X extends Throwable> void rethrow(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /** Lets the code inside {@code target} unwind to there from its next checkpoint on. */
    void mark(Scope target) {
        if (!target.unwinds()) {
            target.unwindsSince = scheduler.nextSequence();
        }
    }

    /** Tells the code inside {@code target} to unwind to there, and cancels the children it has made inside. */
    void unwindTo(Scope target, @Nullable Object reason) {
        mark(target);
        cancelChildrenIn(target, reason);
        fiber.interruptIfDue();
    }

    /** Cancels the children made inside {@code target}, but for those behind a shield that is up. */
    void cancelChildrenIn(Scope target, @Nullable Object reason) {
        List<Scope> reached = new ArrayList<>();
        Scope at = innermost;
        while (at != target) {
            reached.add(at);
            if (at instanceof Scope.Shield shield && shield.up) {
                reached.clear();
            }
            at = Objects.requireNonNull(at.outer);
        }
        target.cancelChildren(reason);
        reached.forEach(inside -> inside.cancelChildren(reason));
    }

    /** Lets {@code shield} fall: what it kept away comes in. */
    void drop(Scope.Shield shield) {
        shield.up = false;
        TaskCancelled kept = interruptOf(Objects.requireNonNull(shield.outer));
        if (kept != null) {
            cancelChildrenIn(shield, kept.reason());
        }
        fiber.interruptIfDue();
        owner.pauses.settleLater();
    }

    /** What the next checkpoint throws, null if nothing. */
    @Nullable TaskCancelled interrupt() {
        return interruptOf(innermost);
    }

    /** What a checkpoint in {@code scope} would throw: the task's cancel first, else what began to unwind first (law T3). */
    private @Nullable TaskCancelled interruptOf(Scope scope) {
        Scope first = scope;
        for (Scope at = scope; at != null; at = at.outer) {
            if (at.unwindsSince < first.unwindsSince) {
                first = at;
            }
            if (at instanceof Scope.Shield shield && shield.up) {
                return first.unwinds() ? new Scope.Unwind(first) : null;
            }
        }
        TaskCancelled cancelled = owner.cancellation();
        return cancelled == null && first.unwinds() ? new Scope.Unwind(first) : cancelled;
    }
}
