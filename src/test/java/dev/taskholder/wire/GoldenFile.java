package dev.taskholder.wire;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the messages that the JS tests read too. */
final class GoldenFile {
    /** A message with its name, and for a malformed one the field at fault. */
    record Entry(
            String name, @Nullable Object message, @Nullable String field) {
        @Override
        public String toString() {
            return name;
        }
    }

    private GoldenFile() {}

    /** The entries of {@code golden/<name>.json}. */
    static List<Entry> read(String name) {
        String path = "/golden/" + name + ".json";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(GoldenFile.class.getResourceAsStream(path), path), StandardCharsets.UTF_8)) {
            List<Entry> entries = new ArrayList<>();
            for (JsonElement element : new Gson().fromJson(reader, JsonArray.class)) {
                JsonObject entry = element.getAsJsonObject();
                JsonElement field = entry.get("field");
                entries.add(new Entry(
                        entry.get("name").getAsString(),
                        plain(entry.get("message")),
                        field == null ? null : field.getAsString()));
            }
            return entries;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** JSON as the browser adapter would hand it over: numbers that fit are integers. */
    private static @Nullable Object plain(@Nullable JsonElement json) {
        if (json == null || json.isJsonNull()) {
            return null;
        }
        if (json.isJsonArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            json.getAsJsonArray().forEach(element -> list.add(plain(element)));
            return list;
        }
        if (json.isJsonObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            json.getAsJsonObject().entrySet().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
            return map;
        }
        if (json.getAsJsonPrimitive().isBoolean()) {
            return json.getAsBoolean();
        }
        return json.getAsJsonPrimitive().isString() ? json.getAsString() : number(json.getAsDouble());
    }

    private static Object number(double number) {
        if (number == (int) number) {
            return (int) number;
        }
        return number;
    }
}
