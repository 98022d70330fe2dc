package dev.taskholder.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The laws of channels (C1 to C3) and of task trees (S1 to S4) under programs drawn at random; a failure prints its seed. */
final class RandomTreesTest {
    private static final int PROGRAMS = 4000;

    @Test
    void anyProgram_keepsTheLawsOfChannelsAndTrees() {
        Seeds.each(PROGRAMS, seed -> {
            ProgramModel program = ProgramGenerator.program(seed, Mix.ALL);

            List<History.Step> steps = TaskholderRun.play(program).steps();

            checkLaws(program, steps);
        });
    }

    /** Else the laws would hold because nothing happens. */
    @Test
    void programs_reachWhatTheLawsAreAbout() {
        Set<String> reached = new TreeSet<>();

        for (long seed = 0; seed < 3000; seed++) {
            for (OpCall call : OpCall.of(
                    TaskholderRun.play(ProgramGenerator.program(seed, Mix.ALL)).steps())) {
                String kind = call.op() instanceof Op.Within within
                        ? within.kind().name()
                        : call.op().getClass().getSimpleName();
                reached.add(kind + " " + call.seen().result());
            }
        }

        assertThat(reached)
                .contains("Send DONE", "Send NOTHING", "Send CLOSED", "Send INTERRUPTED")
                .contains("Receive DONE", "Receive NOTHING", "Receive CLOSED", "Receive INTERRUPTED")
                .contains("Select DONE", "Select NOTHING", "Select CLOSED", "Select INTERRUPTED")
                .contains("Join DONE", "Join FAILED", "Join CANCELLED", "Join INTERRUPTED")
                .contains("SCOPE DONE", "SCOPE FAILED", "SCOPE INTERRUPTED")
                .contains("SUPERVISE DONE", "SUPERVISE FAILED", "SUPERVISE INTERRUPTED")
                .contains("LIMIT DONE", "LIMIT NOTHING", "LIMIT FAILED", "LIMIT INTERRUPTED")
                .contains("SHIELD DONE", "SHIELD FAILED", "SHIELD INTERRUPTED");
    }

    @Test
    void sameSeed_tellsTheSameStory() {
        Seeds.each(200, seed -> {
            ProgramModel program = ProgramGenerator.program(seed, Mix.ALL);

            List<History.Step> once = TaskholderRun.play(program).steps();
            List<History.Step> again = TaskholderRun.play(program).steps();

            assertThat(again).isEqualTo(once);
        });
    }

    private static void checkLaws(ProgramModel program, List<History.Step> steps) {
        try {
            ChannelLaws.check(program, steps);
            TreeLaws.check(program, steps);
        } catch (AssertionError broken) {
            String told = program.channels() + "\n" + History.told(steps);
            throw new AssertionError(broken.getMessage() + "\n" + told, broken);
        }
    }
}
