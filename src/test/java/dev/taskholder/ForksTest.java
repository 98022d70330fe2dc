package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several bodies at once: all of them, or the first to end. */
final class ForksTest {
    private final Rig rig = new Rig();
    private final IllegalStateException problem = new IllegalStateException("broken");

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void all_givesTheValuesInTheOrderOfTheBodiesWhenTheLastHasEnded() {
        RunOfTest<String> run = rig.running(context -> {
            List<@Nullable String> values =
                    context.all(List.of(Rig.sleeper(20, "slow"), Rig.sleeper(5, "fast"), Rig.sleeper(10, "middle")));
            return values + " at " + (long) context.now();
        });

        rig.host.advance(20);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("[slow, fast, middle] at 20"));
    }

    @Test
    void all_ofNothing_isEmpty() {
        RunOfTest<Object> run = rig.running(context -> context.all(List.<Program<String>>of()));

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of()));
    }

    @Test
    void S3_all_oneFails_theOthersAreCancelledAndHaveCleanedUpWhenItIsThrown() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                context.all(List.of(cleaner("slow", 10), failingAfter(5)));
                return "no failure";
            } catch (ChildFailedException failed) {
                return failed.getMessage() + " at " + (long) context.now();
            }
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("slow cleaned");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("child #1 failed: " + problem + " at 15"));
    }

    @Test
    void race_givesTheValueOfTheFirstToEnd_whenTheLosersHaveCleanedUp() {
        RunOfTest<String> run = rig.running(context -> {
            String winner = context.race(List.of(cleaner("slow", 10), Rig.sleeper(5, "fast")));
            return winner + " at " + (long) context.now();
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("slow cleaned");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("fast at 15"));
    }

    @Test
    void race_theFirstToEndFails_throwsItsFailure() {
        RunOfTest<String> run = rig.running(context -> context.race(List.of(cleaner("slow", 10), failingAfter(5))));

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("slow cleaned");
        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
    }

    @Test
    void race_aLoserFailsWhileCleaningUp_theWinnerStillCounts() {
        RunOfTest<String> run = rig.running(context -> context.race(List.of(
                loser -> {
                    try {
                        loser.sleep(1000);
                    } finally {
                        fail();
                    }
                    return "never";
                },
                Rig.sleeper(5, "fast"))));

        rig.host.advance(100);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("fast"));
    }

    @Test
    void S2_race_theFirstToReturnHasAChild_itsEndCounts() {
        RunOfTest<String> run = rig.running(context -> context.race(List.of(
                runner -> {
                    runner.fork("grandchild", Rig.sleeper(10, "slept"));
                    return "returned first";
                },
                Rig.sleeper(5, "ended first"))));

        rig.host.advance(100);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("ended first"));
    }

    @Test
    void race_severalEndInTheSameTurn_theFirstInTheListWins() {
        RunOfTest<String> run = rig.running(context -> context.race(List.of(runner -> "a", runner -> "b")));

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("a"));
    }

    @Test
    void race_ofNothing_isRefused() {
        RunOfTest<String> run = rig.running(context -> context.race(List.of()));

        assertThat(run.failure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bodies: empty: nobody would win");
    }

    @Test
    void race_cancelled_allRunnersHaveCleanedUpBeforeItIsThrown() {
        RunOfTest<String> run = rig.running(context -> context.race(List.of(cleaner("a", 10), cleaner("b", 20))));

        run.task.cancel("why");
        rig.host.advance(19);
        boolean isEndedEarly = run.state().isEnded();
        rig.host.advance(1);

        assertThat(isEndedEarly).isFalse();
        assertThat(rig.trail.steps()).containsExactly("a cleaned", "b cleaned");
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void race_oneIsCancelledFromOutsideBeforeItBegan_thatIsAnEndToo() {
        RunOfTest<String> run = rig.spawned(context -> context.race(List.of(Rig.sleeper(5, "never"))));
        while (run.task.children().isEmpty()) {
            rig.host.runTurn();
        }

        run.task.children().get(0).cancel("why");
        rig.host.advance(100);

        assertThat(run.outcomes).hasSize(1);
        assertThat(run.failure())
                .isInstanceOfSatisfying(
                        ChildCancelledException.class,
                        cancelled -> assertThat(cancelled.reason()).isEqualTo("why"));
    }

    @Test
    void T3_limitAroundARace_passes_runnersHaveCleanedUpWhenItIsSeen() {
        RunOfTest<String> run = rig.running(context -> {
            try {
                return context.withTimeout(5, () -> context.race(List.of(cleaner("a", 10), cleaner("b", 20))));
            } catch (TaskTimeoutException timeout) {
                return "timed out, seen at " + (long) context.now();
            }
        });

        rig.host.advance(100);

        assertThat(rig.trail.steps()).containsExactly("a cleaned", "b cleaned");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("timed out, seen at 25"));
    }

    private Program<String> failingAfter(long millis) {
        return context -> {
            context.sleep(millis);
            throw problem;
        };
    }

    private Program<String> cleaner(String name, long cleanUpMillis) {
        return context -> {
            try {
                context.sleep(1000);
            } finally {
                context.uninterruptible(1000, () -> context.sleep(cleanUpMillis));
                rig.trail.add(name + " cleaned");
            }
            return name;
        };
    }

    private void fail() {
        throw problem;
    }
}
