package dev.taskholder;

/** Failures beside the first one. TeaVM 0.15 leaves the field behind them null, so there both methods of the JDK throw. */
final class Suppressed {
    private Suppressed() {}

    /** Adds {@code other} to what {@code failure} suppressed, where that is possible. */
    static void add(Throwable failure, Throwable other) {
        try {
            failure.addSuppressed(other);
        } catch (NullPointerException neverInitialised) {
            // lost: the first failure counts
        }
    }

    static Throwable[] of(Throwable failure) {
        try {
            return failure.getSuppressed();
        } catch (NullPointerException neverInitialised) {
            return new Throwable[0];
        }
    }
}
