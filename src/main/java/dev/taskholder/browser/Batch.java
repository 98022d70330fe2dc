package dev.taskholder.browser;

import dev.taskholder.wire.Port;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** Gathers the messages of a turn and posts them to the page as one. Values are converted when they are added. */
final class Batch implements Port {
    private JSArray<JSObject> messages = new JSArray<>();
    private JSArray<ArrayBuffer> transfer = new JSArray<>();
    private boolean empty = true;

    @Override
    public void post(Map<String, @Nullable Object> message) {
        messages.push(new ToJs(transfer).convert(message));
        empty = false;
    }

    /** Posts what has been gathered, if anything. */
    void flush() {
        if (empty) {
            return;
        }
        JSArray<JSObject> batch = messages;
        JSArray<ArrayBuffer> buffers = transfer;
        messages = new JSArray<>();
        transfer = new JSArray<>();
        empty = true;
        Globals.postMessage(batch, buffers);
    }
}
