package dev.taskholder.e2e.tasks;

/** A piece of code with loops of some shape. */
@FunctionalInterface
public interface Shape {
    /**
     * Goes round about {@code n} times, at least {@code n} of them past checkpoints that can suspend where the compiler adds any, and
     * returns what depends on all that it did. Beyond a thousand million it goes on for longer than anybody waits.
     */
    int run(int n);
}
