package dev.taskholder;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fibers that wait for the same thing, first come, first served (law C1). A held one keeps its place and is passed over (P4). */
final class Line<W extends Wait> {
    private final Set<W> waits = new LinkedHashSet<>();

    boolean isEmpty() {
        return waits.isEmpty();
    }

    void add(W wait) {
        waits.add(wait);
    }

    void remove(W wait) {
        waits.remove(wait);
    }

    /** Takes out of line the first that may complete now; null if none may. */
    @Nullable W poll() {
        for (W wait : waits) {
            if (wait.isEligible()) {
                waits.remove(wait);
                return wait;
            }
        }
        return null;
    }
}
