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
        fiber.checkpoint();
        PlainData.check("output", output);
        if (!passNow(fiber, output)) {
            Waiting waiting = new Waiting(output);
            pass(fiber, waiting, NO_LIMIT);
            if (waiting.refusal != null) {
                throw waiting.refusal;
            }
        }
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

    /** What could not be put out costs no credit. */
    @Override
    void passed(@Nullable Object output) {
        Waiting waiting = output instanceof Waiting it ? it : null;
        try {
            if (waiting != null) {
                // Another fiber may have given its bytes away meanwhile.
                PlainData.check("output", waiting.output);
            }
            listener.output(waiting == null ? output : waiting.output);
        } catch (RuntimeException refusal) {
            credits++;
            if (waiting == null) {
                throw refusal;
            }
            waiting.refusal = refusal;
        }
    }

    /** An output in line for credit: whoever gives the credit must not be thrown at. */
    private static final class Waiting {
        private final @Nullable Object output;
        private @Nullable RuntimeException refusal;

        Waiting(@Nullable Object output) {
            this.output = output;
        }
    }
}
