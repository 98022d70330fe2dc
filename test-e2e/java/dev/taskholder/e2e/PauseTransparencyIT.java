package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Law P5 in the browser: any schedule of pauses leaves outputs and result as they were. */
@InBrowser
final class PauseTransparencyIT {
    private static final int SCHEDULES = 200;

    /** A task of the bundled module and its input, as JavaScript; it has more outputs than a queue holds, or waits. */
    private record Subject(String name, String input) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Subject> SUBJECTS = List.of(
            new Subject("pathfinder", """
                    { width: 90, height: 60, cells: Uint8Array.from({ length: 5400 }, (_, i) => i % 90 % 9 === 4 && i % 77 > 5 ? 1 : 0),
                      from: [0, 0], to: [89, 59] }"""),
            new Subject("primes", "{ below: 300 }"),
            new Subject("mandelbrot", "{ width: 24, height: 16, maxIterations: 1500 }"),
            new Subject("tree", "{ depth: 3, width: 3, millis: 200 }"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("SUBJECTS")
    void P5_anyScheduleOfPauses_leavesOutputsAndResultAsTheyWere(Subject subject, Client client) {
        Map<?, ?> seen = (Map<?, ?>) Objects.requireNonNull(client.run(
                "const { playSchedules } = await import('/test-e2e/pages/pause-schedules.js');"
                        + "const input = " + subject.input + ";"
                        + "const began = performance.now();"
                        + "const { story, pauses } = await playSchedules(holder, args[0], input, args[1]);"
                        + "return { steps: story.length, pauses, millis: Math.round(performance.now() - began) };",
                subject.name,
                SCHEDULES));

        System.out.println(subject + " under " + SCHEDULES + " schedules of pauses: " + seen);
        assertThat((Long) seen.get("pauses")).isGreaterThanOrEqualTo(SCHEDULES);
    }
}
