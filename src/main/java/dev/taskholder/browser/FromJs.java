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
     * Whether something in the value was nested too deep. Then the rest of it is left out: what goes round in two ways would have 2²⁵⁰
     * parts.
     */
    private static boolean tooDeep;

    private FromJs() {}

    /** Converts {@code value}. */
    static @Nullable Object convert(JSObject value) {
        tooDeep = false;
        return convert(value, 0);
    }

    private static @Nullable Object convert(JSObject value, int depth) {
        if (depth > MAX_DEPTH) {
            tooDeep = true;
            return NOT_PLAIN;
        }
        int kind = JsKind.of(value);
        return switch (kind) {
            case JsKind.NULL -> null;
            case JsKind.BOOLEAN -> ((JSBoolean) value).booleanValue();
            case JsKind.INT -> JsKind.intOf(value);
            case JsKind.DOUBLE -> JsKind.doubleOf(value);
            case JsKind.BIGINT -> ((JSBigInt) value).longValue();
            case JsKind.STRING -> ((JSString) value).stringValue();
            case JsKind.ARRAY -> list(value, depth + 1);
            case JsKind.OBJECT -> map(value, depth + 1);
            case JsKind.BUFFER -> new Bytes(JsBytes.of(value));
            default -> typedArray(kind, value);
        };
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
        tooDeep = false;
        return list(array, 0);
    }

    private static List<@Nullable Object> list(JSObject array, int depth) {
        int length = JsKind.length(array);
        List<@Nullable Object> list = new ArrayList<>(length);
        for (int i = 0; i < length && !tooDeep; i++) {
            list.add(convert(JsKind.at(array, i), depth));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(JSObject object, int depth) {
        JSObject entries = JsKind.entries(object);
        int length = JsKind.length(entries);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < length && (depth == 1 || !tooDeep); i += 2) {
            if (depth == 1) {
                tooDeep = false; // one field of a message says nothing about the others
            }
            map.put(JsKind.stringAt(entries, i), convert(JsKind.at(entries, i + 1), depth));
        }
        return map;
    }
}
