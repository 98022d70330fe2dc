package dev.taskholder.browser;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * The ways to a new macrotask that browsers have, by number. Not among them: {@code setTimeout}, which is clamped to 4 ms,
 * {@code scheduler.yield}, which keeps incoming messages out for ever in a Chromium worker, and {@code scheduler.postTask}, which gains
 * too little.
 */
final class WakeUps {
    /** Every browser has it, and it is fair in all of them: the ground, by a re-used MessageChannel. */
    static final int GROUND = 0;

    /** How many there are to choose from. */
    static final int COUNT = 2;

    private WakeUps() {}

    /**
     * What to {@link #send} to make {@code run} run by the given way, null if this browser does not have it: 0 is the ground, 1
     * a wait on shared memory that its own thread ends.
     */
    @JSBody(
            params = {"way", "run"},
            script = "var word, channel;"
                    + "if (way === 0) {"
                    + "  channel = new MessageChannel();"
                    + "  channel.port1.onmessage = run;"
                    + "  return function() { channel.port2.postMessage(null); };"
                    + "}"
                    + "if (way === 1 && self.SharedArrayBuffer && Atomics.waitAsync) {"
                    + "  word = new Int32Array(new SharedArrayBuffer(4));"
                    + "  return function() { Atomics.waitAsync(word, 0, 0).value.then(run); Atomics.notify(word, 0); };"
                    + "}"
                    + "return null;")
    static native @Nullable JSObject open(int way, Globals.Callback run);

    /** Asks for one run, in a macrotask of its own. */
    @JSBody(params = "opened", script = "opened();")
    static native void send(JSObject opened);
}
