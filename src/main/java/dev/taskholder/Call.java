package dev.taskholder;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task's call of a function of whoever holds it, see {@link TaskContext#call}. To be answered once, at any time; the first answer
 * counts.
 */
public final class Call {
    /** What became of it. */
    private record Answered(
            @Nullable Object value, @Nullable RuntimeException failure) {}

    private final String function;
    private final @Nullable Object argument;
    private final Deferred<Answered> answer = new Deferred<>(this::abandon);
    private Deferred.Abandon abandoned = () -> {};

    Call(String function, @Nullable Object argument) {
        this.function = function;
        this.argument = argument;
    }

    /** The name of the function. */
    public String function() {
        return function;
    }

    /** What it is given: plain data. */
    public @Nullable Object argument() {
        return argument;
    }

    /** The function returned {@code value}, plain data. */
    public void succeed(@Nullable Object value) {
        answer.complete(new Answered(value, null));
    }

    /** The function failed; the task's call throws {@code failure}. */
    public void fail(RuntimeException failure) {
        answer.complete(new Answered(null, failure));
    }

    /** Lets {@code then} be told if the task gives the call up, at once if it has. */
    public void whenAbandoned(Deferred.Abandon then) {
        if (answer.isGivenUp()) {
            then.abandon();
        } else {
            abandoned = then;
        }
    }

    private void abandon() {
        abandoned.abandon();
    }

    /** Waits for the answer; a checkpoint has been passed. */
    @Nullable Object await(Fiber fiber) {
        Answered answered = Objects.requireNonNull(answer.await(fiber));
        if (answered.failure != null) {
            throw answered.failure;
        }
        return answered.value;
    }
}
