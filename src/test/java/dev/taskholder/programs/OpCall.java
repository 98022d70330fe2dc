package dev.taskholder.programs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One call of a run, put together from the steps of its history.
 *
 * @param task who called, {@link HistoryEvent#OUTSIDE} if the test did
 * @param place the innermost scope, or else the task, whose code called
 * @param element what it sends, {@link Seen#NONE} if it does not send
 * @param start the index of the step in which it started
 * @param end the index of the step in which it finished
 */
record OpCall(int task, int place, Op op, int element, int start, int end, Seen seen) {
    private record Open(int place, Op op, int start) {}

    /** The calls of a history, in the order in which they started; all have finished. */
    static List<OpCall> of(List<History.Step> steps) {
        Map<Integer, Deque<Open>> openOf = new HashMap<>();
        List<OpCall> calls = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            HistoryEvent event = steps.get(i).event();
            if (event instanceof HistoryEvent.Started started) {
                Deque<Open> open = openOf.computeIfAbsent(started.task(), task -> new ArrayDeque<>());
                open.push(new Open(placeOf(started.task(), open), started.op(), i));
            } else if (event instanceof HistoryEvent.Finished finished) {
                Open last = Objects.requireNonNull(openOf.get(finished.task())).pop();
                calls.add(new OpCall(
                        finished.task(),
                        last.place(),
                        last.op(),
                        finished.element(),
                        last.start(),
                        i,
                        finished.seen()));
            }
        }
        calls.sort((one, other) -> Integer.compare(one.start, other.start));
        return calls;
    }

    private static int placeOf(int task, Deque<Open> open) {
        return !open.isEmpty() && open.element().op() instanceof Op.Within within ? within.place() : task;
    }

    /** Whether it is a checkpoint: what a fiber that is to stop must not get through. */
    boolean isCheckpoint() {
        return op instanceof Op.Send
                || op instanceof Op.Receive
                || op instanceof Op.Select
                || op instanceof Op.Sleep
                || op instanceof Op.Join;
    }

    boolean has(Seen.Result result) {
        return seen.result() == result;
    }
}
