package dev.taskholder.browser;

import dev.taskholder.Deferred;
import dev.taskholder.JsException;
import dev.taskholder.TaskContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Promises of JavaScript as values that a task waits for. */
public final class Promises {
    private Promises() {}

    /**
     * Waits until {@code promise} is settled and returns what it was fulfilled with, null for null. A checkpoint. The promise may
     * settle while the task is paused; the task goes on when it is resumed. When the task is cancelled the wait is given up: what
     * becomes of the promise then is nobody's concern, and its rejection not an unhandled one.
     *
     * <pre>{@code
     * JSString name = Promises.await(context, askForName());
     * }</pre>
     *
     * @throws JsException if it was rejected; keeps the error's name, message, stack and cause
     */
    public static <T extends JSObject> @Nullable T await(TaskContext context, JSPromise<T> promise) {
        return await(context, promise, () -> {});
    }

    /** The same; {@code abandon} is called at once, from wherever the task is cancelled, when the wait is given up. */
    @SuppressWarnings("unchecked") // the promise says what it is fulfilled with
    static <T extends JSObject> @Nullable T await(TaskContext context, JSPromise<T> promise, Deferred.Abandon abandon) {
        // A result object, never an exception: TeaVM's coroutines would throw it again at every later suspension.
        Deferred<Settled> settled = new Deferred<>(abandon);
        whenSettled(
                promise,
                value -> settled.complete(new Settled(value, false)),
                error -> settled.complete(new Settled(error, true)));
        Settled outcome = Objects.requireNonNull(context.await(settled));
        if (outcome.rejected) {
            throw JsErrors.of(outcome.value); // made here, so that its Java stack says who waited
        }
        return JsKind.of(outcome.value) == JsKind.NULL ? null : (T) outcome.value;
    }

    /** One {@code then} with both: a promise with a handler for its rejection has no unhandled one. */
    @JSBody(
            params = {"promise", "fulfilled", "rejected"},
            script = "promise.then(fulfilled, rejected);")
    private static native void whenSettled(JSObject promise, Callback fulfilled, Callback rejected);

    /** Called outside any green thread: nothing in it may suspend. */
    @JSFunctor
    private interface Callback extends JSObject {
        void call(JSObject value);
    }

    private static final class Settled {
        final JSObject value;
        final boolean rejected;

        Settled(JSObject value, boolean rejected) {
            this.value = value;
            this.rejected = rejected;
        }
    }
}
