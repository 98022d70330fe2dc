package dev.taskholder.programs;

/** Something that happened in a run of a program. */
sealed interface Event {
    /** The number of who is no task: the test itself. */
    int OUTSIDE = -1;

    /** The body of {@code task} begins. */
    record Began(int task) implements Event {}

    /** {@code task} calls {@code op}; {@code element} is what it sends, if it sends. */
    record Started(int task, Op op, int element) implements Event {}

    /** The call that {@code task} started last, of those not finished, returned or threw. */
    record Finished(int task, Op op, int element, Seen seen) implements Event {}

    /** The code of a place, the body of a task or of a scope, has returned or thrown; children may be left. */
    record Left(int place, Seen.Result result) implements Event {}

    /** {@code task} has its outcome. */
    record Ended(int task, Seen.Result outcome) implements Event {}

    /** A channel reported an element that will not be received. */
    record Undelivered(int channel, int element) implements Event {}

    /** Nothing is held and nothing more would happen by itself. */
    record Quiet() implements Event {}
}
