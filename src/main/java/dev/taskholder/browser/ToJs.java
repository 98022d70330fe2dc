package dev.taskholder.browser;

import dev.taskholder.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSBigInt;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.BigInt64Array;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Float64Array;
import org.teavm.jso.typedarrays.Int16Array;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.TypedArray;
import org.teavm.jso.typedarrays.Uint16Array;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * Turns plain data into JavaScript values: {@code long}s become numbers where no digit is lost and BigInts beyond, {@code byte[]} a
 * Uint8Array, {@link Bytes} an ArrayBuffer, {@code boolean[]} a Uint8Array of 0 and 1, other arrays of primitives the typed array of their type. Typed arrays are
 * fresh copies; their buffers are listed in {@link #transfer}.
 */
final class ToJs {
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private final JSObject transfer = JsKind.newArray();
    /** The bytes in the value being given away. */
    private final List<Bytes> given = new ArrayList<>();

    /** The buffers made. */
    JSObject transfer() {
        return transfer;
    }

    /**
     * Appends {@code value} to the array {@code array} and takes the bytes in it away. Not before all of it is converted: if that throws
     * they stay, and bytes that are in it twice are the same buffer twice, listed once.
     */
    void give(JSObject array, @Nullable Object value) {
        given.clear();
        add(array, value);
        for (Bytes bytes : given) {
            if (bytes.take() instanceof JsBytes inBuffer) {
                JsKind.push(transfer, inBuffer.buffer());
            }
        }
    }

    /** Appends {@code value} to the array {@code array}: a number by one call across the border. */
    private void add(JSObject array, @Nullable Object value) {
        if (value instanceof Integer number) {
            JsKind.push(array, (int) number);
        } else if (value instanceof Double number) {
            JsKind.push(array, (double) number);
        } else {
            JsKind.push(array, convert(value));
        }
    }

    private JSObject convert(@Nullable Object value) {
        if (value == null) {
            return nothing();
        } else if (value instanceof Integer number) {
            return JSNumber.valueOf(number);
        } else if (value instanceof String string) {
            return JSString.valueOf(string);
        } else if (value instanceof Double number) {
            return JSNumber.valueOf(number);
        } else if (value instanceof Boolean bool) {
            return JSBoolean.valueOf(bool);
        } else if (value instanceof Long number) {
            return ofLong(number);
        } else if (value instanceof List<?> list) {
            return array(list);
        } else if (value instanceof Map<?, ?> map) {
            return object(map);
        } else if (value instanceof Bytes bytes) {
            return buffer(bytes);
        }
        TypedArray array = typedArray(value);
        JsKind.push(transfer, array.getBuffer());
        return array;
    }

    /** The very buffer the bytes lie in, if they lie in one. */
    private JSObject buffer(Bytes bytes) {
        given.add(bytes);
        if (bytes.content() instanceof JsBytes inBuffer) {
            return inBuffer.buffer();
        }
        JSObject buffer = Int8Array.copyFromJavaArray(bytes.toArray()).getBuffer();
        JsKind.push(transfer, buffer);
        return buffer;
    }

    @JSBody(script = "return null;")
    private static native JSObject nothing();

    private static JSObject ofLong(long number) {
        return number >= -MAX_SAFE_INTEGER && number <= MAX_SAFE_INTEGER
                ? JSNumber.valueOf((double) number)
                : JSBigInt.valueOf(number);
    }

    private JSObject array(List<?> list) {
        JSObject array = JsKind.newArray();
        for (Object element : list) {
            add(array, element);
        }
        return array;
    }

    private JSObject object(Map<?, ?> map) {
        JSObject object = JsKind.newObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            JsKind.set(object, (String) entry.getKey(), convert(entry.getValue()));
        }
        return object;
    }

    private static TypedArray typedArray(Object value) {
        if (value instanceof byte[] array) {
            return new Uint8Array(Int8Array.copyFromJavaArray(array).getBuffer());
        } else if (value instanceof int[] array) {
            return Int32Array.copyFromJavaArray(array);
        } else if (value instanceof double[] array) {
            return Float64Array.copyFromJavaArray(array);
        } else if (value instanceof float[] array) {
            return Float32Array.copyFromJavaArray(array);
        } else if (value instanceof short[] array) {
            return Int16Array.copyFromJavaArray(array);
        } else if (value instanceof char[] array) {
            return Uint16Array.copyFromJavaArray(array);
        } else if (value instanceof long[] array) {
            return BigInt64Array.copyFromJavaArray(array);
        } else if (value instanceof boolean[] array) {
            return new Uint8Array(Int8Array.copyFromJavaArray(bytesOf(array)).getBuffer());
        }
        throw new IllegalArgumentException("not plain data: " + value.getClass().getName());
    }

    private static byte[] bytesOf(boolean[] array) {
        byte[] bytes = new byte[array.length];
        for (int i = 0; i < array.length; i++) {
            bytes[i] = (byte) (array[i] ? 1 : 0);
        }
        return bytes;
    }
}
