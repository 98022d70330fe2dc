package dev.taskholder.browser;

import dev.taskholder.Bytes;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Bytes in an ArrayBuffer. */
final class JsBytes implements Bytes.Content {
    /** A WeakSet of the buffers that are somebody's. */
    private static final JSObject SEEN = newWeakSet();

    private final JSObject buffer;

    private JsBytes(JSObject buffer) {
        this.buffer = buffer;
    }

    /** The bytes in {@code buffer}; if those were asked for before, in a copy: who sends one must not empty another. */
    static JsBytes of(JSObject buffer) {
        return new JsBytes(unshared(SEEN, buffer));
    }

    /** The ArrayBuffer itself. */
    JSObject buffer() {
        return buffer;
    }

    @Override
    public int length() {
        return length(buffer);
    }

    @Override
    public byte[] toArray() {
        return JsKind.bytes(buffer).copyToJavaArray();
    }

    @JSBody(script = "return new WeakSet();")
    private static native JSObject newWeakSet();

    @JSBody(
            params = {"seen", "buffer"},
            script = "if (seen.has(buffer)) buffer = buffer.slice(0);" + "seen.add(buffer);" + "return buffer;")
    private static native JSObject unshared(JSObject seen, JSObject buffer);

    @JSBody(params = "buffer", script = "return buffer.byteLength;")
    private static native int length(JSObject buffer);
}
