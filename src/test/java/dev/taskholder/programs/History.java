package dev.taskholder.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What happened in one run of a program, in order. */
final class History {
    /** An event, when it happened, and how many elements were in each channel then. */
    record Step(long millis, List<Integer> sizes, HistoryEvent event) {
        @Override
        public String toString() {
            return millis + " ms " + sizes + " " + event;
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final LongSupplier clock;
    private final Supplier<List<Integer>> sizes;

    History(LongSupplier clock, Supplier<List<Integer>> sizes) {
        this.clock = clock;
        this.sizes = sizes;
    }

    void add(HistoryEvent event) {
        steps.add(new Step(clock.getAsLong(), sizes.get(), event));
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** A line for each step. */
    static String told(List<?> steps) {
        return steps.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
