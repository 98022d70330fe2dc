package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A million messages each way through ten tasks that are paused, resumed, cancelled, lost with their worker and spawned again at random:
 * none is lost, none doubled, all are in order.
 * {@code -Dmessages=10000 -Dseed=7} for so many from that seed on.
 */
@InBrowser
final class SoakIT {
    private static final int MESSAGES = Integer.getInteger("messages", 1_000_000);
    private static final long SEED = Long.getLong("seed", System.nanoTime() >>> 10 & 0xfffffff);
    private static final int LANES = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Test
    void messages_bothWays_areNeitherLostNorDoubled_andInOrder(Client client) {
        System.out.println(MESSAGES + " messages each way, from seed " + SEED);
        List<?> told = (List<?>) Objects.requireNonNull(client.runWithin(PATIENCE, """
                const { soak } = await import("/test-e2e/pages/soak.js");
                return withHolder(async (holder) => {
                  const began = performance.now();
                  const { messages, pauses, cancels, restarts, lives } = await soak(holder, args[0], args[1], args[2]);
                  const perSecond = Math.round(messages / (performance.now() - began) * 1000);
                  return [messages, perSecond, pauses, cancels, restarts, lives];
                });
                """, MESSAGES, LANES, SEED));

        System.out.println(told.get(0) + " messages each way, " + told.get(1) + " a second, with " + told.get(2)
                + " pauses, " + told.get(3) + " cancels and " + told.get(4) + " restarts of the worker, through "
                + told.get(5) + " tasks");
        assertThat(told.get(0)).isEqualTo((long) MESSAGES);
        assertThat((Long) told.get(2)).isGreaterThan(LANES);
        assertThat((Long) told.get(3)).isPositive();
    }
}
