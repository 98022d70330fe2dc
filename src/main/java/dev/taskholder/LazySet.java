package dev.taskholder;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set in the order of insertion that is nearly nothing while it is empty: most tasks have no child, no hold and no time limit. */
final class LazySet<E> {
    private @Nullable Set<E> elements;

    boolean isEmpty() {
        return elements == null;
    }

    void add(E element) {
        if (elements == null) {
            elements = new LinkedHashSet<>();
        }
        elements.add(element);
    }

    /** Whether it was there. */
    boolean remove(E element) {
        if (elements == null || !elements.remove(element)) {
            return false;
        }
        if (elements.isEmpty()) {
            elements = null;
        }
        return true;
    }

    void clear() {
        elements = null;
    }

    /** What is in it now; later changes do not show. */
    List<E> copy() {
        return elements == null ? List.of() : List.copyOf(elements);
    }
}
