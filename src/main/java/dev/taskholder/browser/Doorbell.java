package dev.taskholder.browser;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * The control word: four bytes that the page shares with its worker where it is cross-origin isolated, and in which it counts the
 * batches it has posted. As long as that is more than have arrived, one is on its way, and a checkpoint need not wait for the end of
 * the slice to let it in.
 */
final class Doorbell {
    private @Nullable JSObject word;
    private int arrived = -1;

    /** A batch has come. The first is {@code [start]}, which brings the word and is not counted. */
    void arrived(JSObject batch) {
        if (++arrived == 0) {
            word = wordOf(batch);
        }
    }

    /** Whether a batch is on its way. */
    boolean isRung() {
        return word != null && posted(word) - arrived > 0;
    }

    /** Null if the page shares no memory, or what came is not a batch at all. */
    @JSBody(
            params = "batch",
            script = "var control = Array.isArray(batch) && batch[0] ? batch[0].control : null;"
                    + "return control instanceof Int32Array ? control : null;")
    private static native @Nullable JSObject wordOf(JSObject batch);

    @JSBody(params = "word", script = "return Atomics.load(word, 0);")
    private static native int posted(JSObject word);
}
