package dev.taskholder.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where messages to the page go: into the batch of this turn, in order. Nothing given to it is kept as it is: it is copied at once. */
public interface Port {
    /** Adds {@code message}, plain data. */
    void post(Map<String, @Nullable Object> message);

    /** Adds an {@code accepted}, of which there is one in almost every batch. */
    void accepted(int task, int count, int credit);

    /**
     * Adds an {@code output}, or if {@code request} is not 0 a {@code reply}, with {@code value}, plain data. If that cannot be copied it
     * throws, and nothing was added.
     */
    void open(int task, int request, @Nullable Object value);

    /** Adds {@code value} in the same way to the message opened last; nothing else was added to the batch since. */
    void add(@Nullable Object value);
}
