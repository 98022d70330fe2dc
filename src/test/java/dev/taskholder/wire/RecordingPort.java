package dev.taskholder.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what was posted, as the page would get it. */
final class RecordingPort implements Port {
    private final List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    private List<@Nullable Object> values = new ArrayList<>();

    @Override
    public void post(Map<String, @Nullable Object> message) {
        messages.add(message);
    }

    @Override
    public void accepted(int task, int count, int credit) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", "accepted");
        message.put("task", task);
        message.put("count", count);
        message.put("credit", credit);
        messages.add(message);
    }

    @Override
    public void open(int task, int request, @Nullable Object value) {
        Object first = Snapshot.of(value);
        values = new ArrayList<>();
        values.add(first);
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", request == 0 ? "output" : "reply");
        message.put("task", task);
        if (request != 0) {
            message.put("request", request);
        }
        message.put("values", values);
        messages.add(message);
    }

    @Override
    public void add(@Nullable Object value) {
        values.add(Snapshot.of(value));
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
