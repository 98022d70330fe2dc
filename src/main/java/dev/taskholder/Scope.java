package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** Something a fiber is inside of that changes what its checkpoints throw. Scopes nest; the idea is Trio's cancel scopes. */
abstract sealed class Scope {
    final @Nullable Scope outer;

    private Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** A time limit. Once passed, every checkpoint inside throws {@link DeadlineReached}. */
    static final class Deadline extends Scope {
        final long taskNanos;
        boolean passed;

        Deadline(@Nullable Scope outer, long taskNanos) {
            super(outer);
            this.taskNanos = taskNanos;
        }
    }

    /** Keeps cancel, pause and outer limits away while it is up. */
    static final class Shield extends Scope {
        boolean up = true;

        Shield(@Nullable Scope outer) {
            super(outer);
        }
    }

    /** Unwinds to the {@code withTimeout} whose limit has passed, which turns it into a {@link TaskTimeoutException}. */
    static final class DeadlineReached extends TaskCancelled {
        private static final long serialVersionUID = 1L;

        final transient Deadline deadline;

        DeadlineReached(Deadline deadline) {
            super("a time limit around this call has passed", null);
            this.deadline = deadline;
        }
    }
}
