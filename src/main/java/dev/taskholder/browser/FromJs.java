package dev.taskholder.browser;

import dev.taskholder.Bytes;
import dev.taskholder.PlainData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSBigInt;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.BigInt64Array;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Float64Array;
import org.teavm.jso.typedarrays.Int16Array;
import org.teavm.jso.typedarrays.Uint16Array;

/**
 * Turns JavaScript values into plain data: numbers without a fraction become {@code Integer} where they fit, other numbers
 * {@code Double}, BigInts {@code Long}, typed arrays arrays of primitives (of bytes {@code byte[]}), ArrayBuffers
 * {@link Bytes}, objects
 * {@code Map}s in the order of their keys.
 */
final class FromJs {
    /** Stands for what is not plain data, and for what is nested too deep; {@link PlainData} refuses it with its path. */
    private static final Object NOT_PLAIN = new Object();

    /** Deeper than plain data may be, with the batch and the message around it. */
    private static final int MAX_DEPTH = 250;

    /**
     * What the arrays and objects inside the value being converted have become, in the order met: what is in it in several places is
     * converted once, and what goes round goes round here too. {@link PlainData} refuses that.
     */
    private static List<Object> made = new ArrayList<>();

    /** The places of their originals in {@link #made}, for {@link JsKind#place}; null if none was met. */
    private static @Nullable JSObject places;

    private FromJs() {}

    /** Converts {@code value}. */
    static @Nullable Object convert(JSObject value) {
        try {
            return convert(value, 0);
        } finally {
            forget();
        }
    }

    /** Keeps nothing alive, and nothing of one value passes for a part of the next. */
    private static void forget() {
        if (places != null) {
            made = new ArrayList<>();
            places = null;
        }
    }

    private static @Nullable Object convert(JSObject value, int depth) {
        int kind = JsKind.of(value);
        return switch (kind) {
            case JsKind.NULL -> null;
            case JsKind.BOOLEAN -> ((JSBoolean) value).booleanValue();
            case JsKind.INT -> JsKind.intOf(value);
            case JsKind.DOUBLE -> JsKind.doubleOf(value);
            case JsKind.BIGINT -> ((JSBigInt) value).longValue();
            case JsKind.STRING -> ((JSString) value).stringValue();
            case JsKind.ARRAY, JsKind.OBJECT -> container(kind, value, depth);
            case JsKind.BUFFER -> new Bytes(JsBytes.of(value));
            default -> typedArray(kind, value);
        };
    }

    private static Object container(int kind, JSObject value, int depth) {
        if (depth == MAX_DEPTH) {
            return NOT_PLAIN;
        }
        if (depth > 0) { // the message around all the others cannot be in several places
            if (places == null) {
                places = JsKind.newArray();
            }
            int place = JsKind.place(places, value);
            if (place < made.size()) {
                return made.get(place);
            }
        }
        if (kind == JsKind.ARRAY) {
            List<@Nullable Object> list = new ArrayList<>(JsKind.length(value));
            remember(list, depth);
            fill(list, value, depth + 1);
            return list;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        remember(map, depth);
        fill(map, value, depth + 1);
        return map;
    }

    private static void remember(Object container, int depth) {
        if (depth > 0) {
            made.add(container);
        }
    }

    /** A chain of ifs: TeaVM 0.15 gives a switch expression over arrays of different types the type of one of them. */
    private static @Nullable Object typedArray(int kind, JSObject value) {
        if (kind == JsKind.BYTES) {
            return JsKind.bytes(value).copyToJavaArray();
        } else if (kind == JsKind.INT16) {
            return ((Int16Array) value).copyToJavaArray();
        } else if (kind == JsKind.UINT16) {
            return ((Uint16Array) value).copyToJavaArray();
        } else if (kind == JsKind.INT32) {
            return JsKind.ints(value).copyToJavaArray();
        } else if (kind == JsKind.FLOAT32) {
            return ((Float32Array) value).copyToJavaArray();
        } else if (kind == JsKind.FLOAT64) {
            return ((Float64Array) value).copyToJavaArray();
        } else if (kind == JsKind.BIGINT64) {
            return ((BigInt64Array) value).copyToJavaArray();
        }
        return NOT_PLAIN;
    }

    /** The elements of the array {@code array}. */
    static List<@Nullable Object> list(JSObject array) {
        try {
            List<@Nullable Object> list = new ArrayList<>(JsKind.length(array));
            fill(list, array, 1);
            return list;
        } finally {
            forget();
        }
    }

    private static void fill(List<@Nullable Object> list, JSObject array, int depth) {
        int length = JsKind.length(array);
        for (int i = 0; i < length; i++) {
            list.add(convert(JsKind.at(array, i), depth));
        }
    }

    private static void fill(Map<String, @Nullable Object> map, JSObject object, int depth) {
        JSObject entries = JsKind.entries(object);
        int length = JsKind.length(entries);
        for (int i = 0; i < length; i += 2) {
            map.put(JsKind.stringAt(entries, i), convert(JsKind.at(entries, i + 1), depth));
        }
    }
}
