package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Random commands to the tasks of a real worker and to a model of them, {@code test-e2e/pages/model.js}: states, holds, answers, sends,
 * outputs and outcomes are the same. {@code -Druns=5000 -Dseed=7} for so many from that seed on. {@code StateCommandIT} has the table
 * cell by cell, {@code ModelTest} does this on the JVM.
 */
@InBrowser
final class ModelIT {
    private static final int RUNS = Integer.getInteger("runs", 300);
    private static final long SEED = Long.getLong("seed", System.nanoTime() >>> 10 & 0xfffffff);
    /** A failure takes its time until it has been made small. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Test
    void tasks_underRandomCommands_areWhatTheModelSays(Client client) {
        System.out.println(RUNS + " runs against the model, from seed " + SEED);
        List<?> told = (List<?>) Objects.requireNonNull(client.runWithin(PATIENCE, """
                const { compareWithModel } = await import("/test-e2e/pages/model-test.js");
                return withHolder(async (holder) => {
                  const { runs, commands, tasks } = await compareWithModel(holder, args[0], args[1]);
                  return [runs, commands, tasks];
                });
                """, RUNS, SEED));

        System.out.println(told.get(0) + " runs, " + told.get(1) + " commands to " + told.get(2) + " tasks");
        assertThat(told.get(0)).isEqualTo((long) RUNS);
        assertThat((Long) told.get(1)).isGreaterThan(RUNS);
    }
}
