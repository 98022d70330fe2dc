package dev.taskholder.programs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can have made the code of a place stop before it was done. */
final class Causes {
    private final List<History.Step> steps;
    private final Places places;
    private final Map<Integer, Seen.Result> left = new HashMap<>();

    Causes(List<History.Step> steps, Places places) {
        this.steps = steps;
        this.places = places;
        for (History.Step step : steps) {
            if (step.event() instanceof HistoryEvent.Left event) {
                left.put(event.place(), event.result());
            }
        }
    }

    /** How the code of {@code place} ended; {@link Seen.Result#NOTHING} if it never ran. */
    Seen.Result leftOf(int place) {
        return left.getOrDefault(place, Seen.Result.NOTHING);
    }

    /** Whether before step {@code until} a child forked in {@code place} itself had failed. */
    boolean hasFailedChildBefore(int place, int until) {
        return steps.subList(0, until).stream().anyMatch(step -> isFailureIn(place, step.event()));
    }

    private boolean isFailureIn(int place, HistoryEvent event) {
        return event instanceof HistoryEvent.Ended ended
                && ended.outcome() == Seen.Result.FAILED
                && Integer.valueOf(place).equals(places.outerOf(ended.task()));
    }

    /** Whether before step {@code until} something happened that stops the code of {@code place} or of a place around it. */
    boolean isThereOneFor(int place, int until) {
        return places.outwardFrom(place).stream().anyMatch(around -> isStopped(around, until));
    }

    private boolean isStopped(int place, int until) {
        return places.kindOf(place) == Op.Kind.LIMIT
                || steps.subList(0, until).stream().anyMatch(step -> stops(place, step.event()));
    }

    private boolean stops(int place, HistoryEvent event) {
        if (event instanceof HistoryEvent.Left code) {
            return code.place() == place && code.result() != Seen.Result.DONE;
        }
        if (event instanceof HistoryEvent.Started started && started.op() instanceof Op.Command command) {
            return command.order() == Op.Order.CANCEL && command.task() == place;
        }
        return places.kindOf(place) != Op.Kind.SUPERVISE && isFailureIn(place, event);
    }
}
