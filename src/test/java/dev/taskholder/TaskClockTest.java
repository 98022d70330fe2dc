package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The timers of one task's clock. */
final class TaskClockTest {
    private static final long MILLI = 1_000_000;

    private final Rig rig = new Rig();
    private final TaskClock clock = new TaskClock(rig.scheduler);

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void cancelledTimer_first_last_orBetweenOthers_doesNotComeBackByAPause() {
        clock.thaw();
        Timer[] timers = new Timer[5];
        for (int i = 0; i < timers.length; i++) {
            String name = "timer " + i;
            timers[i] = clock.schedule(10 * MILLI, () -> rig.trail.add(name));
        }
        clock.cancel(timers[2]);
        clock.cancel(timers[0]);
        clock.cancel(timers[4]);

        clock.freeze();
        rig.host.advance(100);
        clock.thaw();
        rig.host.advance(10);

        assertThat(rig.trail.steps()).containsExactly("timer 1", "timer 3");
    }
}
