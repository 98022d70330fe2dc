package dev.taskholder.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes down what happens, in order, so that a test of concurrent things reads as a story. The idea is jox's.
 *
 * <pre>{@code
 * trail.add("started");
 * assertThat(trail.steps()).containsExactly("started", "cancelled", "cleaned");
 * }</pre>
 */
public final class Trail {
    private final List<String> steps = new ArrayList<>();

    /** Makes an empty trail. */
    public Trail() {}

    /** Adds a step. */
    public void add(String step) {
        steps.add(step);
    }

    /** The steps so far. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    /** Forgets the steps so far. */
    public void clear() {
        steps.clear();
    }

    @Override
    public String toString() {
        return String.join(", ", steps);
    }
}
