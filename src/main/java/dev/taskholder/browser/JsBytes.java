package dev.taskholder.browser;

import dev.taskholder.Bytes;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Bytes in an ArrayBuffer. */
final class JsBytes implements Bytes.Content {
    private final JSObject buffer;

    JsBytes(JSObject buffer) {
        this.buffer = buffer;
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

    @JSBody(params = "buffer", script = "return buffer.byteLength;")
    private static native int length(JSObject buffer);
}
