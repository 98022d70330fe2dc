package dev.taskholder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Task;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The test kit keeps what it promises: time stands still, order is fixed, leftovers are reported. */
final class VirtualHostTest {
    private final VirtualHost host = new VirtualHost();
    private final Trail trail = new Trail();

    @Test
    void nothing_happensUntilTheTestSaysSo() {
        spawn((input, context) -> {
            trail.add("ran");
            return null;
        });

        List<String> before = trail.steps();
        host.runReady();

        assertThat(before).isEmpty();
        assertThat(trail.steps()).containsExactly("ran");
        host.close();
    }

    @Test
    void advance_runsWhatIsDueAtItsMoment() {
        spawn((input, context) -> {
            for (int i = 0; i < 3; i++) {
                context.sleep(10);
                trail.add("at " + host.nowMillis());
            }
            return null;
        });

        host.advance(1000);

        assertThat(trail.steps()).containsExactly("at 10", "at 20", "at 30");
        assertThat(host.nowMillis()).isEqualTo(1000);
        host.close();
    }

    @Test
    void advance_workGoesBeyondIt_whatIsOverdueRunsAll() {
        spawn((input, context) -> {
            context.sleep(5);
            trail.add("late at " + host.nowMillis());
            return null;
        });
        spawn((input, context) -> {
            host.work(50);
            return null;
        });

        host.advance(10);

        assertThat(trail.steps()).containsExactly("late at 50");
        host.close();
    }

    @Test
    void close_fiberLeftBehind_failsAndUnwindsIt() {
        spawn((input, context) -> {
            try {
                context.inbox().receive();
            } finally {
                trail.add("unwound");
            }
            return null;
        });
        host.runReady();

        assertThatThrownBy(host::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("left behind: 1 fibers, 0 timers");
        assertThat(trail.steps()).containsExactly("unwound");
    }

    @Test
    void close_timerLeftBehind_fails() {
        spawn((input, context) -> {
            context.sleep(10);
            return null;
        });
        host.runReady();

        assertThatThrownBy(host::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("left behind: 1 fibers, 1 timers");
    }

    @Test
    void runReady_taskThatNeverWaits_failsInsteadOfHanging() {
        TaskHandle<Object> task = spawn((input, context) -> {
            while (true) {
                host.work(5);
                context.checkpoint();
            }
        });

        assertThatThrownBy(host::runReady)
                .isInstanceOf(AssertionError.class)
                .hasMessage("still busy after 10000 turns: some task never waits");
        task.cancel(null);
        host.runReady();
        host.close();
    }

    @Test
    void movingTheHost_fromInsideATask_isRefused() {
        TaskHandle<Object> task = spawn((input, context) -> {
            host.advance(10);
            return null;
        });
        spawn((input, context) -> null);

        host.runReady();

        assertThat(String.valueOf(task.outcome())).contains("called from inside a turn");
        host.close();
    }

    @Test
    void negativeTimes_areRefusedWithTheirValue() {
        assertThatThrownBy(() -> host.advance(-5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("millis < 0: -5");
        assertThatThrownBy(() -> host.work(-6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("millis < 0: -6");
    }

    @Test
    void trail_keepsStepsUntilCleared() {
        trail.add("a");
        trail.add("b");

        List<String> steps = trail.steps();
        String text = trail.toString();
        trail.clear();

        assertThat(steps).containsExactly("a", "b");
        assertThat(text).isEqualTo("a, b");
        assertThat(trail.steps()).isEmpty();
    }

    private TaskHandle<Object> spawn(Task<Object, Object> task) {
        return new TaskHolder(host).spawn("task", task, "input", TaskOptions.DEFAULTS, new TaskListener<>() {});
    }
}
