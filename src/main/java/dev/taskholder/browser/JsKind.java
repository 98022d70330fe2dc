package dev.taskholder.browser;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Int8Array;

/** What kind of JavaScript value something is, found with one call across the border. */
final class JsKind {
    static final int NULL = 0;
    static final int BOOLEAN = 1;
    static final int INT = 2;
    static final int DOUBLE = 3;
    static final int BIGINT = 4;
    static final int STRING = 5;
    static final int ARRAY = 6;
    static final int OBJECT = 7;
    static final int BYTES = 8;
    static final int INT16 = 9;
    static final int UINT16 = 10;
    static final int INT32 = 11;
    static final int FLOAT32 = 12;
    static final int FLOAT64 = 13;
    static final int BIGINT64 = 14;
    /** A function, a symbol, or an object that is not plain. */
    static final int OTHER = 15;

    static final int BUFFER = 16;

    private JsKind() {}

    /**
     * One of the constants above. Numbers without a fraction in the range of 32 bits are {@link #INT}, but −0 is not. An array of 2²⁴
     * elements or more is {@link #OTHER}: it may have next to nothing in it, and would fill the memory here.
     */
    @JSBody(
            params = "v",
            script = "if (v === null || v === undefined) return 0;"
                    + "switch (typeof v) {"
                    + "case 'boolean': return 1;"
                    + "case 'number': return (v | 0) === v && !Object.is(v, -0) ? 2 : 3;"
                    + "case 'bigint': return 4;"
                    + "case 'string': return 5;"
                    + "case 'object': break;"
                    + "default: return 15; }"
                    + "if (Array.isArray(v)) return v.length < 16777216 ? 6 : 15;"
                    + "if (v instanceof ArrayBuffer) return 16;"
                    + "switch (Object.prototype.toString.call(v)) {"
                    + "case '[object Object]': return 7;"
                    + "case '[object Uint8Array]': case '[object Int8Array]': case '[object Uint8ClampedArray]': return 8;"
                    + "case '[object Int16Array]': return 9;"
                    + "case '[object Uint16Array]': return 10;"
                    + "case '[object Int32Array]': case '[object Uint32Array]': return 11;"
                    + "case '[object Float32Array]': return 12;"
                    + "case '[object Float64Array]': return 13;"
                    + "case '[object BigInt64Array]': return 14;"
                    + "default: return 15; }")
    static native int of(JSObject v);

    /** The bytes of an ArrayBuffer or of a typed array of bytes. */
    @JSBody(
            params = "v",
            script = "return v instanceof ArrayBuffer ? new Int8Array(v)"
                    + " : new Int8Array(v.buffer, v.byteOffset, v.byteLength);")
    static native Int8Array bytes(JSObject v);

    /** The 32-bit integers of an Int32Array or Uint32Array, the bits as they are. */
    @JSBody(params = "v", script = "return new Int32Array(v.buffer, v.byteOffset, v.length);")
    static native Int32Array ints(JSObject v);

    @JSBody(params = "v", script = "return v;")
    static native int intOf(JSObject v);

    @JSBody(params = "v", script = "return v;")
    static native double doubleOf(JSObject v);

    @JSBody(params = "array", script = "return array.length;")
    static native int length(JSObject array);

    @JSBody(
            params = {"array", "i"},
            script = "return array[i];")
    static native JSObject at(JSObject array, int i);

    @JSBody(
            params = {"array", "i"},
            script = "return array[i];")
    static native String stringAt(JSObject array, int i);

    /** The own keys and their values in one array: key, value, key, value. */
    @JSBody(params = "v", script = "return Object.entries(v).flat();")
    static native JSObject entries(JSObject v);

    /** Sets an own property, {@code __proto__} too. */
    @JSBody(
            params = {"v", "key", "value"},
            script = "if (key === '__proto__') Object.defineProperty(v, key,"
                    + " { value: value, enumerable: true, configurable: true, writable: true }); else v[key] = value;")
    static native void set(JSObject v, String key, JSObject value);

    /** The place of {@code v} among all that were asked for with the array {@code places}, which is empty at first. */
    @JSBody(
            params = {"places", "v"},
            script = "var map = places[0] || (places[0] = new Map()), place = map.get(v);"
                    + "if (place === undefined) map.set(v, place = map.size); return place;")
    static native int place(JSObject places, JSObject v);

    @JSBody(script = "return {};")
    static native JSObject newObject();

    @JSBody(script = "return [];")
    static native JSObject newArray();

    @JSBody(
            params = {"array", "element"},
            script = "array.push(element);")
    static native void push(JSObject array, JSObject element);

    @JSBody(
            params = {"array", "element"},
            script = "array.push(element);")
    static native void push(JSObject array, int element);

    @JSBody(
            params = {"array", "element"},
            script = "array.push(element);")
    static native void push(JSObject array, double element);
}
