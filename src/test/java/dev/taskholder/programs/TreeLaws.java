package dev.taskholder.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The laws S1 to S4 of the tasks of a run, seen from the history alone. */
final class TreeLaws {
    private record End(int task, Seen.Result outcome, int at) {}

    private final List<History.Step> steps;
    private final List<OpCall> calls;
    private final Places places;
    private final Map<Integer, End> ends = new HashMap<>();
    private final Causes causes;

    private TreeLaws(List<History.Step> steps) {
        this.steps = steps;
        this.calls = OpCall.of(steps);
        this.places = new Places(calls);
        this.causes = new Causes(steps, places);
    }

    static void check(ProgramModel program, List<History.Step> steps) {
        new TreeLaws(steps).check(program.tasks().size());
    }

    private void check(int roots) {
        checkS1_oneOutcomeAndNothingAfterIt();
        checkS1_everyTaskHasAnOutcome(roots);
        ends.values().forEach(this::checkS1_outcomeIsWhatTheBodyCameTo);
        ends.values().forEach(this::checkS2_parentEndsAfter);
        for (End end : ends.values()) {
            if (end.outcome == Seen.Result.FAILED) {
                checkS3_failureOf(end);
            }
        }
        calls.forEach(this::checkS3_supervisingScopeIsUnharmed);
        calls.forEach(this::checkS3_joinSeesTheOutcome);
        checkS3_nobodyIsStoppedWithoutACause();
        calls.forEach(this::checkS4_cancelledNeverSucceeds);
    }

    private void checkS1_oneOutcomeAndNothingAfterIt() {
        for (int i = 0; i < steps.size(); i++) {
            HistoryEvent event = steps.get(i).event();
            if (event instanceof HistoryEvent.Ended ended) {
                assertThat(ends).as("S1: tasks that ended before").doesNotContainKey(ended.task());
                ends.put(ended.task(), new End(ended.task(), ended.outcome(), i));
            } else if (event instanceof HistoryEvent.Began began) {
                assertThat(ends)
                        .as("S1, S5: tasks that ended before they began")
                        .doesNotContainKey(began.task());
            } else if (event instanceof HistoryEvent.Started started) {
                assertThat(ends).as("S1: tasks that ended before they called").doesNotContainKey(started.task());
            }
        }
    }

    private void checkS1_everyTaskHasAnOutcome(int roots) {
        for (int i = 0; i < roots; i++) {
            assertThat(ends).as("S1: outcomes").containsKey(i);
        }
        for (OpCall call : calls) {
            if (call.op() instanceof Op.Fork fork) {
                assertThat(ends).as("S1: outcomes").containsKey(fork.child());
            }
        }
    }

    private void checkS1_outcomeIsWhatTheBodyCameTo(End end) {
        Seen.Result left = causes.leftOf(end.task);
        boolean hasFailed = left == Seen.Result.FAILED || causes.hasFailedChildBefore(end.task, end.at);
        assertThat(end.outcome == Seen.Result.FAILED)
                .as("S1: task %d failed, its body having ended as %s", end.task, left)
                .isEqualTo(hasFailed);
        if (end.outcome == Seen.Result.DONE) {
            assertThat(left)
                    .as("S1: how the body of task %d ended, which succeeded", end.task)
                    .isEqualTo(end.outcome);
        }
    }

    private void checkS2_parentEndsAfter(End child) {
        Integer parent = places.outerOf(child.task);
        if (parent != null) {
            assertThat(endOf(parent))
                    .as("S2: when place %d ended, in which task %d was forked", parent, child.task)
                    .isGreaterThan(child.at);
        }
    }

    private int endOf(int place) {
        return places.isTask(place)
                ? Objects.requireNonNull(ends.get(place)).at
                : Objects.requireNonNull(places.madeBy(place)).end();
    }

    private void checkS3_failureOf(End failed) {
        Integer scope = places.outerOf(failed.task);
        if (scope == null || places.kindOf(scope) == Op.Kind.SUPERVISE) {
            return;
        }
        for (End sibling : ends.values()) {
            if (scope.equals(places.outerOf(sibling.task)) && sibling.at > failed.at) {
                assertThat(sibling.outcome)
                        .as("S3: outcome of task %d, sibling of task %d which failed", sibling.task, failed.task)
                        .isNotEqualTo(Seen.Result.DONE);
            }
        }
        Seen.Result ofScope = places.isTask(scope)
                ? Objects.requireNonNull(ends.get(scope)).outcome
                : Objects.requireNonNull(places.madeBy(scope)).seen().result();
        assertThat(ofScope)
                .as("S3: how place %d ended, in which task %d failed", scope, failed.task)
                .isEqualTo(Seen.Result.FAILED);
        for (OpCall call : calls) {
            if (call.isCheckpoint() && call.start() > failed.at && isCodeOf(call, scope)) {
                assertThat(call.seen().result())
                        .as("S3: %s of task %d, in whose scope task %d had failed", call.op(), call.task(), failed.task)
                        .isEqualTo(Seen.Result.INTERRUPTED);
            }
        }
    }

    /** Whether the code of {@code place} itself, no child's, makes {@code call}, not behind a shield. */
    private boolean isCodeOf(OpCall call, int place) {
        return places.isReached(call.place(), place)
                && places.outwardFrom(place).contains(call.task());
    }

    private void checkS3_supervisingScopeIsUnharmed(OpCall call) {
        if (call.op() instanceof Op.Within within && within.kind() == Op.Kind.SUPERVISE) {
            Seen.Result left = causes.leftOf(within.place());
            assertThat(call.seen().result())
                    .as("S3: how supervising scope %d ended, its body having ended as %s", within.place(), left)
                    .isIn(left, Seen.Result.INTERRUPTED);
        }
    }

    private void checkS3_joinSeesTheOutcome(OpCall call) {
        if (call.op() instanceof Op.Join join && ends.containsKey(join.child()) && !call.has(Seen.Result.INTERRUPTED)) {
            End child = Objects.requireNonNull(ends.get(join.child()));
            assertThat(call.seen().result())
                    .as("S3: what joining task %d saw", join.child())
                    .isEqualTo(child.outcome);
            assertThat(call.end())
                    .as("S3: when the join of task %d returned", join.child())
                    .isGreaterThan(child.at);
        }
    }

    private void checkS3_nobodyIsStoppedWithoutACause() {
        for (End end : ends.values()) {
            if (end.outcome == Seen.Result.CANCELLED) {
                assertThat(causes.isThereOneFor(end.task, end.at))
                        .as("S3: somebody cancelled task %d, or something around it failed", end.task)
                        .isTrue();
            }
        }
        for (OpCall call : calls) {
            if (call.has(Seen.Result.INTERRUPTED)) {
                assertThat(causes.isThereOneFor(call.place(), call.end()))
                        .as("S3: somebody stopped %s of task %d, or something around it failed", call.op(), call.task())
                        .isTrue();
            }
        }
    }

    private void checkS4_cancelledNeverSucceeds(OpCall call) {
        if (!(call.op() instanceof Op.Command command)
                || command.order() != Op.Order.CANCEL
                || !call.has(Seen.Result.DONE)) {
            return;
        }
        for (End end : ends.values()) {
            if (end.at > call.start() && places.isReached(end.task, command.task())) {
                assertThat(end.outcome)
                        .as("S4: outcome of task %d, task %d having been cancelled", end.task, command.task())
                        .isNotEqualTo(Seen.Result.DONE);
                assertThat(IntStream.range(call.end(), steps.size()))
                        .as("S5: when task %d began, cancelled before", end.task)
                        .noneMatch(i -> steps.get(i).event().equals(new HistoryEvent.Began(end.task)));
            }
        }
    }
}
