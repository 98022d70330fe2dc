package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A million messages each way through ten tasks that are paused, resumed, cancelled and spawned again at random.
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
                  const { messages, pauses, cancels, lives } = await soak(holder, args[0], args[1], args[2]);
                  const perSecond = Math.round(messages / (performance.now() - began) * 1000);
                  return [messages, pauses, cancels, lives, perSecond];
                });
                """, MESSAGES, LANES, SEED));

        System.out.println(told.get(0) + " messages each way, " + told.get(4) + " a second, with " + told.get(1)
                + " pauses and " + told.get(2) + " cancels, through " + told.get(3) + " tasks");
        assertThat(told.get(0)).isEqualTo((long) MESSAGES);
        assertThat((Long) told.get(1)).isGreaterThan(LANES);
        assertThat((Long) told.get(2)).isPositive();
    }
}
