package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Outcome.Failed;
import dev.taskholder.Outcome.Succeeded;
import dev.taskholder.testing.VirtualHost;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TaskHolderTest {
    private static final Task<Data, Integer> SLEEPER = (input, context) -> {
        context.sleep(input.getLong("millis"));
        return 1;
    };

    @Test
    void spawn_runsTheTaskWithItsInput() {
        try (VirtualHost host = new VirtualHost()) {
            TaskHolder holder = new TaskHolder(host);

            TaskHandle<Integer> task = spawn(holder, "one", 10);
            host.advance(10);

            assertThat(task.name()).isEqualTo("one");
            assertThat(task.outcome()).isEqualTo(new Succeeded<>(1));
        }
    }

    @Test
    void tasks_areTheLivingOnesOldestFirst() {
        try (VirtualHost host = new VirtualHost()) {
            TaskHolder holder = new TaskHolder(host);
            TaskHandle<Integer> slow = spawn(holder, "slow", 20);
            TaskHandle<Integer> quick = spawn(holder, "quick", 10);

            assertThat(holder.tasks()).containsExactly(slow, quick);
            host.advance(10);
            assertThat(holder.tasks()).containsExactly(slow);
            host.advance(10);
            assertThat(holder.tasks()).isEmpty();
        }
    }

    @Test
    void wrongInput_failsTheTaskAndNoOther() {
        try (VirtualHost host = new VirtualHost()) {
            TaskHolder holder = new TaskHolder(host);
            TaskHandle<Integer> wrong =
                    holder.spawn("wrong", SLEEPER, Data.of(null), TaskOptions.DEFAULTS, new TaskListener<>() {});
            TaskHandle<Integer> right = spawn(holder, "right", 10);

            host.advance(10);

            assertThat(wrong.outcome())
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.cause())
                                    .hasMessage("input.millis: missing, expected an integer"));
            assertThat(right.outcome()).isEqualTo(new Succeeded<>(1));
        }
    }

    @Test
    void options_negativeCapacity_isRefusedWithItsValue() {
        assertThatThrownBy(() -> TaskOptions.DEFAULTS.withInputCapacity(-5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inputCapacity < 0: -5");
        assertThatThrownBy(() -> TaskOptions.DEFAULTS.withOutputCapacity(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("outputCapacity < 0: -1");
    }

    private static TaskHandle<Integer> spawn(TaskHolder holder, String name, long millis) {
        return holder.spawn(
                name, SLEEPER, Data.of(Map.of("millis", millis)), TaskOptions.DEFAULTS, new TaskListener<>() {});
    }
}
