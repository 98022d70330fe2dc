package dev.taskholder;

/** Told when a run has ended, before its listener is. */
@FunctionalInterface
interface Owner {
    void release(TaskRun<?> run);

    /** Nobody has to be told. */
    Owner NOBODY = run -> {};
}
