package dev.taskholder.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Overflow;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random programs without pauses, cancels and failures do on Taskholder what they do on kotlinx-coroutines: every fiber calls and sees
 * the same, at the same virtual time, in the same order across fibers. What differs by design is named in {@link Trace}.
 */
final class KotlinTracesTest {
    private static final int PROGRAMS = 700;

    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1, 2, 100})
    void programsWithBackpressure_leaveTheTracesOfKotlin(int capacity) {
        Seeds.each(PROGRAMS, seed -> check(seed, Mix.undisturbed(capacity, List.of(Overflow.SUSPEND))));
    }

    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {1, 2, 100})
    void programsWithOverflow_leaveTheTracesOfKotlin(int capacity) {
        Seeds.each(PROGRAMS, seed -> check(seed, Mix.undisturbed(capacity, List.of(Overflow.values()))));
    }

    private static void check(long seed, Mix mix) {
        ProgramModel program = ProgramGenerator.program(seed, mix);

        Trace ours = Trace.ofTaskholder(program).withoutC2_reportsOfOnesOwnElementDroppedBySendsThatDoNotWait();
        Trace kotlins =
                Trace.ofKotlin(program).withoutK2_reportsOfRefusedSends().withC1_discardedReportedOldestFirst();

        assertThat(ours.toString()).as("%s", program.channels()).isEqualTo(kotlins.toString());
    }
}
