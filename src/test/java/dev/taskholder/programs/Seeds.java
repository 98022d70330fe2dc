package dev.taskholder.programs;

import java.util.stream.LongStream;

/**
 * Runs a check for many seeds. A failure tells the seed; {@code mvn test -Dtest=… -Dseed=N} runs that one alone, and
 * {@code -Dseeds=N} runs so many instead of as many as the test asks for.
 */
public final class Seeds {
    /** What is checked; may throw anything. */
    @FunctionalInterface
    public interface Check {
        void check(long seed) throws Throwable;
    }

    private Seeds() {}

    /** Checks the seeds from 0 to {@code count} − 1, or those that the system properties name. */
    public static void each(int count, Check check) {
        Long only = Long.getLong("seed");
        LongStream seeds = only == null ? LongStream.range(0, Long.getLong("seeds", count)) : LongStream.of(only);
        seeds.forEach(seed -> run(seed, check));
    }

    private static void run(long seed, Check check) {
        try {
            check.check(seed);
        } catch (Throwable failure) {
            throw new AssertionError("seed " + seed + ", to be run alone with -Dseed=" + seed, failure);
        }
    }
}
