package dev.taskholder.jvm;

import static dev.taskholder.jvm.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Data;
import dev.taskholder.TaskOptions;
import dev.taskholder.demo.NumberStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where a task on the JVM could go on, and that it does. */
final class JvmResumeTest {
    private static final Data INPUT = Data.of(Map.of("count", 48));

    @Test
    void taskThatWasCancelled_goesOnFromItsPoint() throws Exception {
        try (JvmHolder holder = JvmHolder.open()) {
            JvmTask<Integer> first =
                    holder.spawn("stream", new NumberStream(), INPUT, TaskOptions.DEFAULTS.withOutputCapacity(20));
            await(first.cancel("enough").thenApply(outcome -> 0));
            // Nobody had read: it was stopped before its first output, or after some.
            ResumePoint point = first.resumePoint();
            TaskOptions again = point == null ? TaskOptions.DEFAULTS : TaskOptions.DEFAULTS.withRestored(point.value());
            JvmTask<Integer> second = holder.spawn("stream", new NumberStream(), INPUT, again);

            assertThat(await(second.result())).isEqualTo(48);
            ResumePoint last = Objects.requireNonNull(second.resumePoint());
            assertThat(last.value()).isEqualTo(Map.of("next", 48));
            assertThat(last.outputs()).isEqualTo(48 - (point == null ? 0 : point.outputs()));
        }
    }

    @Test
    void taskThatSavedNothing_hasNoPoint() throws Exception {
        try (JvmHolder holder = JvmHolder.open()) {
            JvmTask<Integer> task = holder.spawn("stream", new NumberStream(), Data.of(Map.of("count", 0)));

            await(task.result());

            assertThat(task.resumePoint()).isNull();
        }
    }
}
