package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where chunks end, compared with loops that are run one iteration at a time. */
final class LoopChunkTest {
    private static final int ROUNDS = 200_000;
    private static final int[] INTS = {Integer.MIN_VALUE, -1000, -1, 0, 1, 1000, Integer.MAX_VALUE};
    private static final long[] LONGS = {Long.MIN_VALUE, Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE, Long.MAX_VALUE
    };
    private static final int[] STEPS = {1, 2, 3, 7, 64, 1 << 20};

    private final Random random = new Random(5);

    /** What holds while the loop goes on. */
    private interface Goes {
        boolean on(long counter, long bound);
    }

    private interface Advance {
        long by(long counter, int step);
    }

    private interface End {
        long of(long counter, long bound, int step, int iterations);
    }

    private int anInt() {
        return INTS[random.nextInt(INTS.length)] + random.nextInt(21) - 10;
    }

    private long aLong() {
        return LONGS[random.nextInt(LONGS.length)] + random.nextInt(21) - 10;
    }

    @Test
    void intChunks_ofSteps_endWhereTheLoopIs() {
        Advance up = (counter, step) -> (int) counter + step;
        Advance down = (counter, step) -> (int) counter - step;
        for (int i = 0; i < ROUNDS; i++) {
            int counter = anInt();
            int bound = anInt();
            check((c, b) -> c < b, up, counter, bound, (c, b, s, n) -> LoopChunk.below((int) c, (int) b, s, n));
            check((c, b) -> c <= b, up, counter, bound, (c, b, s, n) -> LoopChunk.atMost((int) c, (int) b, s, n));
            check((c, b) -> c > b, down, counter, bound, (c, b, s, n) -> LoopChunk.above((int) c, (int) b, s, n));
            check((c, b) -> c >= b, down, counter, bound, (c, b, s, n) -> LoopChunk.atLeast((int) c, (int) b, s, n));
        }
    }

    @Test
    void intChunks_oneByOne_endWhereTheLoopIs() {
        Advance up = (counter, step) -> (int) counter + 1;
        Advance down = (counter, step) -> (int) counter - 1;
        for (int i = 0; i < ROUNDS; i++) {
            int counter = anInt();
            int bound = anInt();
            check((c, b) -> c < b, up, counter, bound, (c, b, s, n) -> LoopChunk.below((int) c, (int) b, n));
            check((c, b) -> c <= b, up, counter, bound, (c, b, s, n) -> LoopChunk.atMost((int) c, (int) b, n));
            check((c, b) -> c > b, down, counter, bound, (c, b, s, n) -> LoopChunk.above((int) c, (int) b, n));
            check((c, b) -> c >= b, down, counter, bound, (c, b, s, n) -> LoopChunk.atLeast((int) c, (int) b, n));
        }
    }

    @Test
    void longChunks_endWhereTheLoopIs() {
        Advance up = (counter, step) -> counter + step;
        Advance down = (counter, step) -> counter - step;
        for (int i = 0; i < ROUNDS; i++) {
            long counter = aLong();
            long bound = aLong();
            check((c, b) -> c < b, up, counter, bound, LoopChunk::below);
            check((c, b) -> c <= b, up, counter, bound, LoopChunk::atMost);
            check((c, b) -> c > b, down, counter, bound, LoopChunk::above);
            check((c, b) -> c >= b, down, counter, bound, LoopChunk::atLeast);
        }
    }

    /** The counter has that value, after as many iterations as asked for or when the loop is over; sooner if it overflows. */
    private void check(Goes goes, Advance advance, long counter, long bound, End end) {
        int step = STEPS[random.nextInt(STEPS.length)];
        int iterations = random.nextInt(24) - 3;
        List<Long> values = new ArrayList<>();
        boolean overflowed = false;
        long at = counter;
        for (int i = 0; i < Math.max(1, iterations) && goes.on(at, bound); i++) {
            long next = advance.by(at, step);
            overflowed |= (next > at) != (advance.by(0, step) > 0);
            at = next;
            values.add(at);
        }

        long found = end.of(counter, bound, step, iterations);

        String what = counter + " to " + bound + ", step " + step + ", " + iterations + " iterations";
        if (values.isEmpty()) {
            assertThat(found).as(what).isEqualTo(counter);
        } else if (overflowed) {
            assertThat(values).as(what).contains(found);
        } else {
            assertThat(found).as(what).isEqualTo(at);
        }
    }

    @Test
    void chunk_ofManyIterations_doesNotOverflowItself() {
        assertThat(LoopChunk.below(0, Integer.MAX_VALUE, 1 << 18)).isEqualTo(1 << 18);
        assertThat(LoopChunk.below(0, 1000, 3, Integer.MAX_VALUE)).isEqualTo(1002);
        assertThat(LoopChunk.below(0L, Long.MAX_VALUE, 1 << 20, 1 << 18)).isEqualTo(1L << 38);
        assertThat(LoopChunk.below(Long.MIN_VALUE, Long.MAX_VALUE, 3, 10)).isEqualTo(Long.MIN_VALUE + 30);
        assertThat(LoopChunk.above(10, Integer.MIN_VALUE, Integer.MAX_VALUE)).isEqualTo(10 - Integer.MAX_VALUE);
    }

    @Test
    void stepping_letsOneIterationGo_andNoneBeyondTheBound() {
        for (int i = 0; i < ROUNDS; i++) {
            int counter = anInt();
            int bound = anInt();
            int step = random.nextInt(4) == 0 ? anInt() : STEPS[random.nextInt(STEPS.length)];

            int end = LoopChunk.stepping(counter, bound, step, random.nextInt(24) - 3);

            String what = counter + " to " + bound + ", step " + step + ": " + end;
            assertThat(end).as(what).isLessThanOrEqualTo(bound);
            if (counter < bound && step > 0) {
                assertThat(end).as(what).isGreaterThan(counter);
            } else {
                assertThat(end).as(what).isEqualTo(bound);
            }
        }
    }

    @Test
    void steps_isAtMostTwiceTheQuotient() {
        for (int i = 0; i < ROUNDS; i++) {
            int distance = random.nextInt(Integer.MAX_VALUE);
            int step = 1 + random.nextInt(1 << (1 + random.nextInt(20)));

            int steps = LoopChunk.steps(distance, step);

            assertThat(steps).isBetween(distance / step, (int) Math.min(Integer.MAX_VALUE, 2L * distance / step + 1));
        }
    }
}
