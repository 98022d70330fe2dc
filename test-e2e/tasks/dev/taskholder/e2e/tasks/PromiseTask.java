package dev.taskholder.e2e.tasks;

import dev.taskholder.Data;
import dev.taskholder.JsException;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.browser.Promises;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Waits for a promise that a script makes. */
final class PromiseTask implements Task<Data, Object> {
    /**
     * Input {@code script}, the body of a function that returns the promise; {@code times} (1). Outputs {@code "waiting"} before each
     * wait. Result: what the script's promise gave as text the last time, or {@link Errors#report}.
     */
    @Override
    public @Nullable Object run(Data input, TaskContext context) {
        Object result = null;
        for (int i = 0; i < input.getCount("times", 1); i++) {
            context.emit("waiting");
            try {
                JSObject value = Promises.await(context, promise(input.getString("script")));
                result = value == null ? null : text(value);
            } catch (JsException e) {
                result = Errors.report(e);
            }
        }
        return result;
    }

    @JSBody(params = "script", script = "return new Function(script)();")
    private static native JSPromise<JSObject> promise(String script);

    @JSBody(params = "value", script = "return String(value);")
    private static native String text(JSObject value);
}
