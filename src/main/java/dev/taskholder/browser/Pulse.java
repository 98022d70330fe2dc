package dev.taskholder.browser;

import org.teavm.jso.JSBody;

/**
 * Lets the page see that this worker answers, at no cost while nothing runs. The page asks by an empty batch and is told whether anything
 * is left to run. Once told that nothing is, it does not ask again until it sends something; so a turn that begins by itself after that, by
 * a timer or a promise, says so before it runs any code that might never come back.
 */
final class Pulse {
    private boolean believedIdle;

    /** The page asks. {@code idle}: no turn is waiting. */
    void asked(boolean idle) {
        believedIdle = idle;
        post(idle);
    }

    /** A batch has come: the page knows that there may be something to do. */
    void pageSent() {
        believedIdle = false;
    }

    /** Code of tasks may run from here on. */
    void turnBegins() {
        if (believedIdle) {
            believedIdle = false;
            post(false);
        }
    }

    @JSBody(params = "idle", script = "postMessage([{type: 'pulse', idle: idle}]);")
    private static native void post(boolean idle);
}
