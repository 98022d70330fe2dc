package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** The body of a task with its input, to be given its context. */
@FunctionalInterface
interface Program<R> {
    @Nullable R run(TaskContext context) throws Exception;
}
