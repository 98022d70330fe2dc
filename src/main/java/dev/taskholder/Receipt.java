package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** What an attempt to receive brought. */
public sealed interface Receipt<T> {
    /** An element, taken out of the channel. */
    record Received<T>(@Nullable T value) implements Receipt<T> {}

    /** Nothing there now, more may come. */
    record Empty<T>() implements Receipt<T> {}

    /** Closed and empty: nothing will come. */
    record Closed<T>() implements Receipt<T> {}
}
