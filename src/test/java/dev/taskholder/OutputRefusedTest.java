package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs that turn out to be impossible when their turn comes: the task is told, nothing is put out and no credit is lost (laws C2 and K2). */
final class OutputRefusedTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void C2_bytesGivenAwayWhileAnEmitOfThemWaits_areRefused() {
        Bytes bytes = Bytes.of(new byte[] {1});
        RunOfTest<Object> run = rig.spawned(TaskOptions.DEFAULTS.withOutputCapacity(0), context -> {
            String refused = refusalOf(() -> context.emit(List.of(bytes)));
            context.emit("next");
            return refused;
        });
        rig.host.runReady();

        bytes.take();
        run.task.credit(1);
        rig.host.runReady();

        assertThat(run.outputs).containsExactly("next");
        assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded<>("output[0]: bytes that were given away"));
    }

    /** With capacity 0 the emit waits; with 1 it has its credit at once. */
    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1})
    void C2_listenerThrows_emitThrowsTheSame_andTheCreditIsThereForTheNext(int capacity) {
        List<@Nullable Object> put = new ArrayList<>();
        RunOfTest<Object> run =
                new RunOfTest<>(
                        "task",
                        null,
                        rig.scheduler,
                        TaskOptions.DEFAULTS.withOutputCapacity(capacity),
                        (self, context) -> {
                            String refused = refusalOf(() -> context.emit("huge"));
                            context.emit("small");
                            return refused;
                        }) {
                    @Override
                    public void output(@Nullable Object output) {
                        if ("huge".equals(output)) {
                            throw new IllegalArgumentException("no memory");
                        }
                        put.add(output);
                    }
                };
        rig.host.runReady();

        if (capacity == 0) {
            run.task.credit(1);
            rig.host.runReady();
        }

        assertThat(put).containsExactly("small");
        assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded<>("no memory"));
    }

    private static String refusalOf(Runnable emit) {
        try {
            emit.run();
            return "none";
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
