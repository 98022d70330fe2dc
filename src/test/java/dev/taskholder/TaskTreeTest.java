package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Laws S2, S4 and P1 in trees of tasks, and how pause and cancel reach descendants. */
final class TaskTreeTest {
    private final Rig rig = new Rig();
    private final List<RunOfTest<String>> children = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void S2_bodyReturned_childrenLive_theParentEndsAfterThem() {
        RunOfTest<String> parent = parentOf(Rig.sleeper(10, "short"), Rig.sleeper(20, "long"));

        rig.host.advance(19);
        TaskState before = parent.state();
        rig.host.advance(1);

        assertThat(before).isEqualTo(TaskState.RUNNING);
        assertThat(parent.outcome()).isEqualTo(new Succeeded<>("parent"));
        assertThat(children.get(1).outcome()).isEqualTo(new Succeeded<>("long"));
    }

    @Test
    void S4_cancelledAfterItsBodyReturned_isCancelledAndNotSucceeded() {
        RunOfTest<String> parent = parentOf(Rig.sleeper(10, "child"));

        parent.task.cancel("why");
        rig.host.runReady();

        assertThat(parent.outcome()).isEqualTo(new Cancelled<>("why"));
        assertThat(children.get(0).outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void P1_pauseOfTheParent_holdsItsChildrenAndTheirClocks() {
        RunOfTest<String> parent = parentOf(Rig.sleeper(10, "child"));
        rig.host.advance(4);

        RecordingAnswer pause = parent.pause("h");
        rig.host.advance(1000);
        TaskState childWhilePaused = children.get(0).state();
        List<String> childHeldBy = children.get(0).task.heldBy();
        parent.resume("h");
        rig.host.advance(5);
        boolean isEndedEarly = children.get(0).state().isEnded();
        rig.host.advance(1);

        assertThat(pause.answer()).isEqualTo(new Answer(true, true, null, List.of("h")));
        assertThat(childWhilePaused).isEqualTo(TaskState.PAUSED);
        assertThat(childHeldBy).containsExactly("h");
        assertThat(isEndedEarly).isFalse();
        assertThat(parent.outcome()).isEqualTo(new Succeeded<>("parent"));
    }

    @Test
    void P1_childsOwnHold_survivesTheResumeOfTheParent() {
        RunOfTest<String> parent = parentOf(Rig.sleeper(10, "held"), Rig.sleeper(10, "free"));
        children.get(0).pause("own");
        parent.pause("parent's");
        rig.host.runReady();
        List<String> heldBy = children.get(0).task.heldBy();

        parent.resume("parent's");
        rig.host.advance(1000);
        TaskState held = children.get(0).state();
        Answer last = children.get(0).resume("own").answer();
        rig.host.advance(10);

        assertThat(heldBy).containsExactly("own", "parent's");
        assertThat(held).isEqualTo(TaskState.PAUSED);
        assertThat(children.get(1).outcome()).isEqualTo(new Succeeded<>("free"));
        assertThat(last).isEqualTo(new Answer(true, false, null, List.of()));
        assertThat(parent.outcome()).isEqualTo(new Succeeded<>("parent"));
    }

    @Test
    void resumeOfAChild_whileTheParentIsHeld_doesNotLetItGo() {
        RunOfTest<String> parent = parentOf(Rig.sleeper(10, "child"));
        children.get(0).pause("own");
        parent.pause("parent's");
        rig.host.runReady();

        Answer answer = children.get(0).resume("own").answer();
        rig.host.advance(1000);

        assertThat(answer).isEqualTo(new Answer(true, true, null, List.of("parent's")));
        assertThat(children.get(0).state()).isEqualTo(TaskState.PAUSED);
        parent.resume("parent's");
        rig.host.advance(10);
    }

    @Test
    void pauseOfTheParent_childIsShielded_isAcknowledgedWhenTheChildParks() {
        RunOfTest<String> parent = parentOf(context -> {
            context.uninterruptible(100, () -> context.sleep(50));
            context.sleep(10);
            return "child";
        });

        RecordingAnswer pause = parent.pause();
        rig.host.advance(49);
        boolean isGivenInside = pause.isGiven();
        rig.host.advance(1);

        assertThat(isGivenInside).isFalse();
        assertThat(pause.answer().paused()).isTrue();
        assertThat(parent.told.steps()).containsExactly("RUNNING", "PAUSING", "PAUSED");
        parent.resume();
        rig.host.advance(10);
    }

    @Test
    void pauseOfTheParent_shieldedChildEnds_isAcknowledgedThen() {
        RunOfTest<String> parent = parentOf(
                context -> {
                    context.uninterruptible(100, () -> context.sleep(50));
                    return "shielded";
                },
                Rig.sleeper(60, "other"));

        RecordingAnswer pause = parent.pause();
        rig.host.advance(1000);

        assertThat(pause.answer().paused()).isTrue();
        assertThat(children.get(0).outcome()).isEqualTo(new Succeeded<>("shielded"));
        assertThat(children.get(1).state()).isEqualTo(TaskState.PAUSED);
        parent.resume();
        rig.host.advance(60);
    }

    @Test
    void pause_ownShieldedBodyEndsWhileAChildIsFrozen_isAcknowledgedThen() {
        RunOfTest<String> parent = rig.spawnedSelf((self, context) -> {
            children.add(rig.child(self, "child", Rig.sleeper(60, "child")));
            context.uninterruptible(100, () -> context.sleep(50));
            return "parent";
        });
        rig.host.runReady();

        RecordingAnswer pause = parent.pause();
        rig.host.advance(1000);

        assertThat(pause.answer().paused()).isTrue();
        assertThat(children.get(0).state()).isEqualTo(TaskState.PAUSED);
        parent.resume();
        rig.host.advance(60);
    }

    @Test
    void pauseOfTheParent_childIsCleaningUp_isAcknowledgedWhenThatIsDone() {
        RunOfTest<String> parent = parentOf(cleaner(50));
        children.get(0).task.cancel("child only");
        rig.host.runReady();

        RecordingAnswer pause = parent.pause();
        rig.host.advance(49);
        boolean isGivenInside = pause.isGiven();
        rig.host.advance(1000);

        assertThat(isGivenInside).isFalse();
        assertThat(pause.answer()).isEqualTo(new Answer(false, false, Answer.Because.ENDED, List.of()));
        assertThat(parent.outcome()).isEqualTo(new Succeeded<>("parent"));
    }

    @Test
    void cancelOfTheParent_whilePaused_reachesDescendantsWithoutLettingThemRun() {
        RunOfTest<String> parent = rig.spawnedSelf((self, context) -> {
            children.add(rig.childSelf(self, "child", (child, childContext) -> {
                children.add(rig.child(child, "grandchild", Rig.sleeper(60, "grandchild")));
                childContext.sleep(100);
                return "child";
            }));
            return "parent";
        });
        rig.host.runReady();
        parent.pause();
        rig.host.runReady();

        parent.task.cancel("why");
        rig.host.runReady();

        assertThat(children).hasSize(2);
        for (RunOfTest<String> descendant : children) {
            assertThat(descendant.told.steps())
                    .endsWith("RUNNING", "PAUSED", "CANCELLING", "ended Cancelled[reason=why]");
        }
        assertThat(parent.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void S5_cancelOfTheParent_childNotBegun_neverRuns() {
        RunOfTest<String> parent = rig.spawnedSelf((self, context) -> {
            children.add(rig.child(self, "child", childContext -> {
                rig.trail.add("ran");
                return "child";
            }));
            self.task.cancel("why");
            return "parent";
        });

        rig.host.runReady();

        assertThat(rig.trail.steps()).isEmpty();
        assertThat(children.get(0).told.steps()).containsExactly("ended Cancelled[reason=why]");
        assertThat(parent.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void cancelOfAChild_leavesParentAndSiblings() {
        RunOfTest<String> parent = parentOf(Rig.sleeper(10, "cancelled"), Rig.sleeper(20, "sibling"));

        children.get(0).task.cancel("why");
        rig.host.advance(20);

        assertThat(children.get(0).outcome()).isEqualTo(new Cancelled<>("why"));
        assertThat(children.get(1).outcome()).isEqualTo(new Succeeded<>("sibling"));
        assertThat(parent.outcome()).isEqualTo(new Succeeded<>("parent"));
    }

    @Test
    void K5_childForkedInAShield_isShieldedToo_soThatCleanUpCanForkWhileHeld() {
        RunOfTest<String> parent = rig.spawnedSelf((self, context) -> {
            context.uninterruptible(100, () -> {
                context.sleep(50);
                children.add(rig.child(self, "child", Rig.sleeper(10, "child")));
            });
            context.checkpoint();
            return "parent";
        });
        rig.host.runReady();
        RecordingAnswer pause = parent.pause();

        rig.host.advance(59);
        boolean isGivenInside = pause.isGiven();
        rig.host.advance(1);

        assertThat(isGivenInside).isFalse();
        assertThat(children.get(0).told.steps()).containsExactly("RUNNING", "ended Succeeded[value=child]");
        assertThat(pause.answer().paused()).isTrue();
        parent.resume();
        rig.host.runReady();
    }

    @Test
    void P2_childCancelledAloneInAPausedTree_unwindsAfterTheResume() {
        RunOfTest<String> parent = parentOf(cleaner(50));
        parent.pause();
        rig.host.runReady();

        children.get(0).task.cancel("alone");
        rig.host.advance(1000);
        TaskState whilePaused = children.get(0).state(); // its clean-up would have ended long since
        parent.resume();
        rig.host.advance(50);

        assertThat(whilePaused).isEqualTo(TaskState.CANCELLING);
        assertThat(children.get(0).outcome()).isEqualTo(new Cancelled<>("alone"));
        assertThat(parent.outcome()).isEqualTo(new Succeeded<>("parent"));
    }

    /** A running task whose body starts {@code bodies} as {@link #children} and returns. */
    @SafeVarargs
    private RunOfTest<String> parentOf(Program<String>... bodies) {
        RunOfTest<String> parent = rig.spawnedSelf((self, context) -> {
            for (Program<String> body : bodies) {
                children.add(rig.child(self, "child", body));
            }
            return "parent";
        });
        rig.host.runReady();
        return parent;
    }

    private static Program<String> cleaner(long cleanUpMillis) {
        return context -> {
            try {
                context.sleep(1000);
            } finally {
                context.uninterruptible(1000, () -> context.sleep(cleanUpMillis));
            }
            return "never";
        };
    }
}
