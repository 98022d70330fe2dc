package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** A place in a {@link Line}. It knows its neighbours, so leaving the line from the middle is cheap and allocates nothing. */
abstract class Place {
    @Nullable Place previous;

    @Nullable Place next;

    boolean inLine;

    /** Whether it may be served now; one that may not keeps its place and is passed over (law P4). */
    abstract boolean isEligible();
}
