package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * The output queue of a task, seen from the side that fills it: what is emitted goes to the listener at once and uses up a credit; the
 * queue itself lies with the reader, who gives credits back. Credit-based flow control as in HTTP/2 and Reactive Streams.
 */
final class Output extends Gate<Object> {
    private final TaskListener<?> listener;
    private long credits;

    Output(int capacity, TaskListener<?> listener) {
        this.credits = capacity;
        this.listener = listener;
    }

    void emit(Fiber fiber, @Nullable Object output) {
        PlainData.check("output", output);
        fiber.checkpoint();
        pass(fiber, output, NO_LIMIT);
    }

    boolean tryEmit(Fiber fiber, @Nullable Object output) {
        PlainData.check("output", output);
        return passNow(fiber, output);
    }

    /** Allows {@code count} more. */
    void credit(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count < 1: " + count);
        }
        credits += count;
        open();
    }

    @Override
    boolean tryPass(Fiber fiber, @Nullable Object output) {
        if (credits == 0) {
            return false;
        }
        credits--;
        return true;
    }

    @Override
    void passed(@Nullable Object output) {
        listener.output(output);
    }
}
