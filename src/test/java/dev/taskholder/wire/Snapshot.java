package dev.taskholder.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies plain data as far as it can change, so that what a task does to a value after it gave it away does not reach the page. */
final class Snapshot {
    private Snapshot() {}

    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(of(element));
            }
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(key, of(element)));
            return copy;
        }
        return ofArray(value);
    }

    private static @Nullable Object ofArray(@Nullable Object value) {
        if (value instanceof byte[] array) {
            return array.clone();
        } else if (value instanceof int[] array) {
            return array.clone();
        } else if (value instanceof double[] array) {
            return array.clone();
        } else if (value instanceof float[] array) {
            return array.clone();
        } else if (value instanceof short[] array) {
            return array.clone();
        } else if (value instanceof char[] array) {
            return array.clone();
        } else if (value instanceof long[] array) {
            return array.clone();
        } else if (value instanceof boolean[] array) {
            return array.clone();
        }
        return value;
    }
}
