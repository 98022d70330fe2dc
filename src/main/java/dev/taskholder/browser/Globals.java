package dev.taskholder.browser;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Functions that a worker's and a window's global scope have in common. */
final class Globals {
    /** Called by the browser outside any green thread: nothing in it may suspend. */
    @JSFunctor
    interface Callback extends JSObject {
        void call();
    }

    /** Called with the {@code data} of a message event, outside any green thread. */
    @JSFunctor
    interface DataCallback extends JSObject {
        void call(JSObject data);
    }

    private Globals() {}

    /** Milliseconds with a fraction, never going back. */
    @JSBody(script = "return performance.now();")
    static native double now();

    @JSBody(
            params = {"callback", "millis"},
            script = "return setTimeout(callback, millis);")
    static native int setTimeout(Callback callback, double millis);

    @JSBody(params = "id", script = "clearTimeout(id);")
    static native void clearTimeout(int id);

    @JSBody(
            params = "callback",
            script = "addEventListener('message', function(event) { callback(event.data); });"
                    + "addEventListener('messageerror', function() { callback(null); });")
    static native void onMessage(DataCallback callback);

    @JSBody(
            params = {"message", "transfer"},
            script = "if (transfer.length) postMessage(message, transfer); else postMessage(message);")
    static native void postMessage(JSObject message, JSObject transfer);

    @JSBody(
            params = {"level", "text"},
            script = "console[level](text);")
    static native void console(String level, String text);
}
