package dev.taskholder.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plain data as text, to be compared: the same text as {@code show} of {@code test-e2e/pages/support.js} makes of it. */
public final class Shown {
    private Shown() {}

    /** Such as {@code {"expanded": 64, "frontier": Int32Array[0, 1]}}. */
    public static String of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(Shown::of).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof int[] ints) {
            return "Int32Array" + of(IntStream.of(ints));
        } else if (value instanceof byte[] bytes) {
            return "Uint8Array" + of(IntStream.range(0, bytes.length).map(i -> bytes[i] & 255));
        } else if (value instanceof Double number && number == Math.rint(number) && !number.isInfinite()) {
            return String.valueOf(number.longValue());
        }
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }

    private static String of(IntStream numbers) {
        return numbers.mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
