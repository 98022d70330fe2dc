package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * The output queue of a task, seen from the side that fills it: what is emitted goes to the listener at once and uses up a credit; the
 * queue itself lies with the reader, who gives credits back. Credit-based flow control as in HTTP/2 and Reactive Streams.
 */
final class Output {
    private final TaskListener<?> listener;
    private final Line<EmitWait> line = new Line<>();
    private long credits;

    Output(int capacity, TaskListener<?> listener) {
        this.credits = capacity;
        this.listener = listener;
    }

    void emit(Fiber fiber, @Nullable Object output) {
        PlainData.check("output", output);
        fiber.checkpoint();
        if (credits > 0 && line.isEmpty()) {
            put(output);
        } else {
            EmitWait wait = new EmitWait(fiber, output);
            line.add(wait);
            fiber.await(wait);
        }
    }

    boolean tryEmit(@Nullable Object output) {
        PlainData.check("output", output);
        boolean room = credits > 0 && line.isEmpty();
        if (room) {
            put(output);
        }
        return room;
    }

    /** Allows {@code count} more. */
    void credit(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count < 1: " + count);
        }
        credits += count;
        match();
    }

    private void put(@Nullable Object output) {
        credits--;
        listener.output(output);
    }

    private void match() {
        while (credits > 0) {
            EmitWait next = line.poll();
            if (next == null) {
                return;
            }
            credits--;
            next.fiber.complete(next);
            listener.output(next.output);
        }
    }

    private final class EmitWait extends Wait {
        private final @Nullable Object output;

        EmitWait(Fiber fiber, @Nullable Object output) {
            super(fiber);
            this.output = output;
        }

        @Override
        void retry() {
            match();
        }

        @Override
        void abandon() {
            line.remove(this);
        }
    }
}
