package dev.taskholder;

/** Durations as callers give them. */
final class Millis {
    private static final long NANOS = 1_000_000;

    private Millis() {}

    /** {@code millis}, called {@code what} in the message of the error if it is negative, in nanoseconds; the longest stand for ever. */
    static long toNanos(String what, long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException(what + " < 0: " + millis);
        }
        return millis > Long.MAX_VALUE / NANOS ? Long.MAX_VALUE : millis * NANOS;
    }

    static double ofNanos(long nanos) {
        return (double) nanos / NANOS;
    }
}
