package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Succeeded;
import dev.taskholder.testing.Trail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a task saves, and what a run that goes on from it is given. */
final class ResumePointTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void save_isToldInOrderWithTheOutputs() {
        RunOfTest<Object> run = rig.running(context -> {
            context.emit("a");
            context.save(1);
            context.emit("b");
            context.save(2);
            return null;
        });

        assertThat(run.told.steps())
                .containsExactly(
                        "RUNNING", "output a", "saved 1", "output b", "saved 2", "ended Succeeded[value=null]");
    }

    @Test
    void save_isNoCheckpoint() {
        RunOfTest<Object> run = rig.spawnedSelf((self, context) -> {
            self.task.cancel("why");
            context.save("after the cancel");
            return null;
        });

        rig.host.runReady();

        assertThat(run.points).containsExactly("after the cancel");
        assertThat(run.state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void point_changedAfterTheCall_isToldAsItWas() {
        List<@Nullable Object> list = new ArrayList<>(Arrays.asList(1, null));
        Map<String, @Nullable Object> point = new HashMap<>();
        point.put("list", list);
        point.put("nothing", null);
        RunOfTest<Object> run = rig.running(context -> {
            context.save(point);
            list.set(0, 9);
            point.put("nothing", "something");
            return null;
        });

        Map<?, ?> told = (Map<?, ?>) run.points.get(0);
        assertThat(told.get("list")).isEqualTo(Arrays.asList(1, null));
        assertThat(told.containsKey("nothing")).isTrue();
        assertThat(told.get("nothing")).isNull();
    }

    static List<Object> arrays() {
        return List.of(
                new byte[] {1},
                new short[] {1},
                new char[] {1},
                new int[] {1},
                new long[] {1},
                new float[] {1},
                new double[] {1},
                new boolean[] {true});
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void array_isCopied(Object array) {
        RunOfTest<Object> run = rig.running(context -> {
            context.save(array);
            return null;
        });

        assertThat(run.points.get(0)).isNotSameAs(array).isEqualTo(array);
    }

    @Test
    void bytes_areCopied_andNotGivenAway() {
        Bytes bytes = Bytes.of(new byte[] {1, 2});
        RunOfTest<Object> run = rig.running(context -> {
            context.save(bytes);
            bytes.take();
            return null;
        });

        assertThat(((Bytes) run.points.get(0)).toArray()).containsExactly(1, 2);
    }

    @Test
    void notPlainData_isRefusedWithItsPath_andNothingIsTold() {
        RunOfTest<Object> run = rig.running(context -> {
            context.save(Map.of("cells", List.of(1, new Trail())));
            return null;
        });

        assertThat(run.failure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("point.cells[1]: not plain data: dev.taskholder.testing.Trail");
        assertThat(run.points).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without the checker may do
    void nothing_isNoPoint() {
        RunOfTest<Object> run = rig.running(context -> {
            context.save(null);
            return null;
        });

        assertThat(run.failure()).isInstanceOf(NullPointerException.class).hasMessage("point");
    }

    @Test
    void child_hasNoPointOfItsOwn() {
        List<@Nullable String> messages = new ArrayList<>();
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("left", child -> {
                messages.add(messageOf(() -> child.save(1)));
                messages.add(messageOf(child::restored));
                return null;
            });
            return null;
        });

        assertThat(messages)
                .containsExactly(
                        "left is a child: its task has the resume point",
                        "left is a child: its task has the resume point");
        assertThat(run.points).isEmpty();
    }

    @Test
    void restored_atTheBeginning_hasNoValue() {
        RunOfTest<Object> run = rig.running(context -> {
            assertThat(context.restored().value()).isNull();
            return context.restored().getInt("next", 7);
        });

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(7));
    }

    @Test
    void restored_isThePoint_whateverIsSavedSince() {
        TaskOptions options = TaskOptions.DEFAULTS.withRestored(Map.of("next", 3));
        RunOfTest<Object> run = rig.spawned(options, context -> {
            context.save(Map.of("next", 4));
            return context.restored().getInt("next");
        });
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(3));
    }

    @Test
    void restored_notAsExpected_isNamedInTheError() {
        RunOfTest<Object> run = rig.spawned(
                TaskOptions.DEFAULTS.withRestored(Map.of("next", "three")),
                context -> context.restored().getInt("next"));
        rig.host.runReady();

        assertThat(run.failure()).hasMessage("restored.next: expected an integer, got \"three\"");
    }

    @Test
    void otherOptions_keepThePoint() {
        TaskOptions options = TaskOptions.DEFAULTS
                .withRestored("point")
                .withInputCapacity(1)
                .withOutputCapacity(2)
                .withPriority(Priority.BACKGROUND)
                .withPaused();

        assertThat(options).isEqualTo(new TaskOptions(1, 2, true, Priority.BACKGROUND, "point"));
    }

    private static @Nullable String messageOf(Runnable call) {
        try {
            call.run();
        } catch (IllegalStateException refused) {
            return Objects.requireNonNull(refused.getMessage());
        }
        return null;
    }
}
