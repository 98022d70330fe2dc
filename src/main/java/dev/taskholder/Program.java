package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** The body of a child that a task forks, to be given a context of its own. */
@FunctionalInterface
public interface Program<R> {
    /** Runs the child; what it returns or throws is its outcome. */
    @Nullable R run(TaskContext context) throws Exception;
}
