package dev.taskholder.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What all fibers of a run called and saw, in order and with the virtual time; without what differs by design. */
final class Trace {
    /** A step, without the sizes of channels, which Kotlin does not tell. */
    private record Told(long millis, HistoryEvent event) {
        @Override
        public String toString() {
            return millis + " ms " + event;
        }
    }

    private final List<Told> told;

    private Trace(List<Told> told) {
        this.told = told;
    }

    static Trace ofTaskholder(ProgramModel program) {
        List<Told> told = new ArrayList<>();
        for (History.Step step : TaskholderRun.play(program).steps()) {
            if (step.event() instanceof HistoryEvent.Quiet) {
                return new Trace(told);
            }
            told.add(new Told(step.millis(), step.event()));
        }
        throw new AssertionError("never quiet");
    }

    static Trace ofKotlin(ProgramModel program) {
        return new Trace(KotlinRun.play(program).steps().stream()
                .map(step -> new Told(step.millis(), step.event()))
                .toList());
    }

    /**
     * Law K2: a send that throws or whose time is over did not happen, so nothing of it is reported. Kotlin tells {@code
     * onUndeliveredElement} of such elements too.
     */
    Trace withoutK2_reportsOfRefusedSends() {
        Set<Integer> refused = new HashSet<>();
        for (Told one : told) {
            if (one.event instanceof HistoryEvent.Finished finished
                    && finished.seen().result() != Seen.Result.DONE) {
                refused.add(finished.element());
            }
        }
        return without(refused);
    }

    /**
     * Law C2: what was accepted and is not received is reported, whoever sent it. Kotlin's DROP_LATEST reports only what {@code send}
     * itself dropped, not {@code trySend} or a {@code select}.
     */
    Trace withoutC2_reportsOfOnesOwnElementDroppedBySendsThatDoNotWait() {
        Set<Integer> dropped = new HashSet<>();
        for (int i = 1; i < told.size(); i++) {
            if (told.get(i).event instanceof HistoryEvent.Undelivered undelivered
                    && told.get(i - 1).event instanceof HistoryEvent.Started started
                    && started.element() == undelivered.element()
                    && !started.op().equals(new Op.Send(undelivered.channel(), Op.FOREVER))) {
                dropped.add(undelivered.element());
            }
        }
        return without(dropped);
    }

    /** Law C1: a cancel reports what it discards from the oldest to the latest, as it would have been received. Kotlin goes backwards. */
    Trace withC1_discardedReportedOldestFirst() {
        List<Told> ordered = new ArrayList<>(told);
        int from = 0;
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).event instanceof HistoryEvent.Started started && started.op() instanceof Op.Discard) {
                from = i + 1;
            } else if (told.get(i).event instanceof HistoryEvent.Finished finished
                    && finished.op() instanceof Op.Discard) {
                Collections.reverse(ordered.subList(from, i));
            }
        }
        return new Trace(ordered);
    }

    private Trace without(Set<Integer> reported) {
        return new Trace(told.stream()
                .filter(one -> !(one.event instanceof HistoryEvent.Undelivered undelivered
                        && reported.contains(undelivered.element())))
                .toList());
    }

    @Override
    public String toString() {
        return History.told(told);
    }
}
