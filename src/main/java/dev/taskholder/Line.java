package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** Those that wait for the same thing, first come, first served (law C1). A held one keeps its place and is passed over (P4). */
final class Line<P extends Place> {
    private @Nullable Place first;
    private @Nullable Place last;

    boolean isEmpty() {
        return first == null;
    }

    void add(P place) {
        place.inLine = true;
        place.previous = last;
        place.next = null;
        if (last == null) {
            first = place;
        } else {
            last.next = place;
        }
        last = place;
    }

    /** Takes {@code place} out, if it is in line. */
    void remove(P place) {
        if (!place.inLine) {
            return;
        }
        place.inLine = false;
        if (place.previous == null) {
            first = place.next;
        } else {
            place.previous.next = place.next;
        }
        if (place.next == null) {
            last = place.previous;
        } else {
            place.next.previous = place.previous;
        }
    }

    /** The first that may be served now; null if none may. */
    @Nullable P peek() {
        return eligibleFrom(first);
    }

    /** The next one behind {@code place}, which is still in line, that may be served now; null if none may. */
    @Nullable P after(P place) {
        return eligibleFrom(place.next);
    }

    /** Takes out of line the first that may be served now; null if none may. */
    @Nullable P poll() {
        P place = peek();
        if (place != null) {
            remove(place);
        }
        return place;
    }

    /** Takes out of line the first, served or not; null if there is none. */
    @Nullable P pollAny() {
        P place = cast(first);
        if (place != null) {
            remove(place);
        }
        return place;
    }

    private @Nullable P eligibleFrom(@Nullable Place start) {
        Place place = start;
        while (place != null && !place.isEligible()) {
            place = place.next;
        }
        return cast(place);
    }

    @SuppressWarnings("unchecked") // only P are ever added
    private @Nullable P cast(@Nullable Place place) {
        return (P) place;
    }
}
