package dev.taskholder.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what was posted. */
final class RecordingPort implements Port {
    private final List<Map<String, @Nullable Object>> messages = new ArrayList<>();

    @Override
    public void post(Map<String, @Nullable Object> message) {
        messages.add(message);
    }

    /** All messages since the last call. */
    List<Map<String, @Nullable Object>> take() {
        List<Map<String, @Nullable Object>> taken = List.copyOf(messages);
        messages.clear();
        return taken;
    }

    /** The messages of {@code type} since the last call; forgets the others too. */
    List<Map<String, @Nullable Object>> take(String type) {
        return take().stream()
                .filter(message -> type.equals(message.get("type")))
                .toList();
    }
}
