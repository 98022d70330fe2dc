package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * 100 000 random messages to a real worker, each malformed one answered by the name of its field and nothing else harmed.
 * {@code -Dmessages=5000 -Dseed=7} for so many from that seed on. Those to the client are in {@code src/test/js/fuzzing.test.js}.
 */
@InBrowser
final class FuzzIT {
    private static final int MESSAGES = Integer.getInteger("messages", 100_000);
    private static final long SEED = Long.getLong("seed", System.nanoTime() >>> 10 & 0xfffffff);
    /** In one script, and to one worker. */
    private static final int MOST = 10_000;

    @Test
    void randomMessages_toTheWorker_areEachAnsweredByName_andHarmNobody(Client client) {
        System.out.println(MESSAGES + " random messages to the worker, from seed " + SEED);
        long began = System.nanoTime();
        long messages = 0;
        long malformed = 0;
        long tasks = 0;
        for (long seed = SEED; messages < MESSAGES; seed += MOST) {
            List<?> told = (List<?>)
                    Objects.requireNonNull(client.runWithoutHolder("""
                    const { fuzzWorker } = await import("/test-e2e/pages/fuzz-worker.js");
                    const { messages, malformed, tasks } = await fuzzWorker(args[0], args[1]);
                    return [messages, malformed, tasks];
                    """, Math.min(MOST, MESSAGES - messages), seed));
            messages += (Long) told.get(0);
            malformed += (Long) told.get(1);
            tasks += (Long) told.get(2);
        }

        System.out.println(messages + " messages, " + malformed + " of them malformed, " + tasks + " tasks, in "
                + (System.nanoTime() - began) / 1_000_000 + " ms");
        assertThat(malformed).isGreaterThan(messages / 10);
        assertThat(tasks).isGreaterThan(messages / 100);
    }

    @Test
    void randomBatches_thatAreNone_areEachAFault(Client client) {
        System.out.println("random batches of seed " + SEED);
        client.runWithoutHolder("""
                const { fuzzBatches } = await import("/test-e2e/pages/fuzz-worker.js");
                return fuzzBatches(1000, args[0]);
                """, SEED);
    }
}
