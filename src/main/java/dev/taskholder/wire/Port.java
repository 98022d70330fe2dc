package dev.taskholder.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where messages to the page go. */
@FunctionalInterface
public interface Port {
    /** Adds {@code message}, plain data, to the batch of this turn. Later changes to it must not reach the page. */
    void post(Map<String, @Nullable Object> message);
}
