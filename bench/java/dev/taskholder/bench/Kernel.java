package dev.taskholder.bench;

/** A short piece of work made of loops. */
@FunctionalInterface
interface Kernel {
    /** Does it once; the result depends on all of it. */
    int run();
}
