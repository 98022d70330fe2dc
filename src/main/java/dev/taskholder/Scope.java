package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a fiber's code that its children do not outlive. Each kind changes something about the checkpoints inside. Scopes
 * nest; the idea is Trio's cancel scopes and nurseries.
 */
abstract sealed class Scope {
    private static final long NEVER = Long.MAX_VALUE;

    /** The scope around this one; null at the root of a task. */
    final @Nullable Scope outer;
    /** When, in the order of all that happens, the code inside was told to unwind to here. */
    long unwindsSince = NEVER;

    private final LazySet<TaskRun<?>> children = new LazySet<>();
    private @Nullable ChildrenGate ended;
    /** What went wrong first inside; what went wrong later is suppressed by it. */
    private @Nullable Throwable failure;

    private Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** Whether a child's failure is the scope's own; otherwise it is seen by who joins the child. */
    boolean failsWithChild() {
        return true;
    }

    final boolean unwinds() {
        return unwindsSince != NEVER;
    }

    final void add(TaskRun<?> child) {
        children.add(child);
    }

    final void remove(TaskRun<?> child) {
        children.remove(child);
        if (ended != null && children.isEmpty()) {
            ended.open();
        }
    }

    final boolean hasChildren() {
        return !children.isEmpty();
    }

    final void cancelChildren(@Nullable Object reason) {
        children.copy().forEach(child -> child.cancel(reason));
    }

    /** Waits until no child is left. */
    final void awaitChildren(Fiber fiber, boolean isInterruptible) {
        if (ended == null) {
            ended = new ChildrenGate();
        }
        ended.pass(fiber, isInterruptible, Gate.NO_LIMIT);
    }

    /** Keeps what went wrong; that somebody was told to stop is nothing wrong. */
    final void record(Throwable thrown) {
        Throwable wrong = Life.beyondCancellation(thrown);
        if (wrong == null) {
            return;
        }
        if (failure == null) {
            failure = wrong;
        } else if (!isKnown(wrong, failure)) {
            failure.addSuppressed(wrong);
        }
    }

    /** A child's failure may come twice: from the child, and from who joined it. */
    private static boolean isKnown(Throwable wrong, Throwable first) {
        return wrong == first
                || (wrong instanceof ChildFailedException
                        && first instanceof ChildFailedException
                        && wrong.getCause() == first.getCause());
    }

    final @Nullable Throwable failure() {
        return failure;
    }

    /** Whether a shield that is up, here or further out in the same task, keeps holds and cancels from outside away. */
    final boolean isShielded() {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope instanceof Shield shield && shield.up) {
                return true;
            }
        }
        return false;
    }

    /** The whole body of a task. */
    static final class Root extends Scope {
        Root() {
            super(null);
        }
    }

    /** Ends with its children, fails with them. */
    static final class Together extends Scope {
        Together(Scope outer) {
            super(outer);
        }
    }

    /** Ends with its children, whatever becomes of them. */
    static final class Supervising extends Scope {
        Supervising(Scope outer) {
            super(outer);
        }

        @Override
        boolean failsWithChild() {
            return false;
        }
    }

    /** A time limit: unwinds when it has passed. */
    static final class Deadline extends Scope {
        Deadline(Scope outer) {
            super(outer);
        }
    }

    /** Keeps cancel, pause and whatever unwinds further out away while it is up. */
    static final class Shield extends Scope {
        boolean up = true;

        Shield(Scope outer) {
            super(outer);
        }
    }

    /** Passed when no child is left; brought along is whether a cancel ends the wait. */
    private final class ChildrenGate extends Gate<Boolean> {
        @Override
        boolean tryPass(Fiber fiber, @Nullable Boolean isInterruptible) {
            return children.isEmpty();
        }

        @Override
        boolean isInterruptible(@Nullable Boolean isInterruptible) {
            return Boolean.TRUE.equals(isInterruptible);
        }
    }

    /** Thrown by checkpoints to unwind to {@link #scope}, which turns it into what its caller sees. */
    static final class Unwind extends TaskCancelled {
        private static final long serialVersionUID = 1L;

        final transient Scope scope;

        Unwind(Scope scope) {
            super(
                    scope.failure == null
                            ? "a time limit around this call has passed"
                            : "a child of the scope around this call has failed",
                    scope.failure);
            this.scope = scope;
        }
    }
}
