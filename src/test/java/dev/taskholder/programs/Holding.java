package dev.taskholder.programs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which tasks may have been held when: at least those that were. */
final class Holding {
    private final List<History.Step> steps;
    private final Places places;

    Holding(List<History.Step> steps, List<OpCall> calls) {
        this.steps = steps;
        this.places = new Places(calls);
    }

    /** Whether who called, or an ancestor, had a hold while the call lasted. */
    boolean wasHeldDuring(OpCall call) {
        List<Integer> whoseHoldsCount = places.outwardFrom(call.task());
        Set<Integer> held = new HashSet<>();
        for (int i = 0; i < call.end(); i++) {
            HistoryEvent event = steps.get(i).event();
            if (event instanceof HistoryEvent.Finished finished && finished.op() instanceof Op.Command command) {
                if (command.order() == Op.Order.PAUSE) {
                    held.add(command.task());
                } else {
                    held.remove(command.task());
                }
            }
            if (i >= call.start() && whoseHoldsCount.stream().anyMatch(held::contains)) {
                return true;
            }
        }
        return false;
    }
}
