package dev.taskholder.programs;

/** Something that happened in a run of a program. */
sealed interface HistoryEvent {
    /** The number of who is no task: the test itself. */
    int OUTSIDE = -1;

    /** The body of {@code task} begins. */
    record Began(int task) implements HistoryEvent {}

    /** {@code task} calls {@code op}; {@code element} is what it sends, if it sends. */
    record Started(int task, Op op, int element) implements HistoryEvent {}

    /** The call that {@code task} started last, of those not finished, returned or threw. */
    record Finished(int task, Op op, int element, Seen seen) implements HistoryEvent {}

    /** The code of a place, the body of a task or of a scope, has returned or thrown; children may be left. */
    record Left(int place, Seen.Result result) implements HistoryEvent {}

    /** {@code task} has its outcome. */
    record Ended(int task, Seen.Result outcome) implements HistoryEvent {}

    /** A channel reported an element that will not be received. */
    record Undelivered(int channel, int element) implements HistoryEvent {}

    /** Nothing is held and nothing more would happen by itself. */
    record Quiet() implements HistoryEvent {}
}
