package dev.taskholder.browser;

import dev.taskholder.wire.Port;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * Gathers the messages of a turn and posts them to the page as one. Values are converted when they are added. What there is most of
 * is made by one call across the border, not field by field.
 */
final class Batch implements Port {
    private JSObject messages = JsKind.newArray();
    private ToJs toJs = new ToJs();
    /** The values of the message opened last. */
    private JSObject values = messages;

    private boolean empty = true;

    @Override
    public void post(Map<String, @Nullable Object> message) {
        toJs.give(messages, message);
        empty = false;
    }

    @Override
    public void accepted(int task, int count, int credit) {
        empty = false;
        accepted(messages, task, count, credit);
    }

    @Override
    public void open(int task, int request, @Nullable Object value) {
        JSObject first = JsKind.newArray();
        toJs.give(first, value);
        values = first;
        empty = false;
        open(messages, task, request, first);
    }

    @Override
    public void add(@Nullable Object value) {
        toJs.give(values, value);
    }

    /** Posts what has been gathered, if anything. */
    void flush() {
        if (empty) {
            return;
        }
        JSObject batch = messages;
        JSObject transfer = toJs.transfer();
        messages = JsKind.newArray();
        toJs = new ToJs();
        empty = true;
        Globals.postMessage(batch, transfer);
    }

    @JSBody(
            params = {"messages", "task", "count", "credit"},
            script = "messages.push({ type: 'accepted', task: task, count: count, credit: credit });")
    private static native void accepted(JSObject messages, int task, int count, int credit);

    @JSBody(
            params = {"messages", "task", "request", "values"},
            script = "messages.push(request ? { type: 'reply', task: task, request: request, values: values }"
                    + " : { type: 'output', task: task, values: values });")
    private static native void open(JSObject messages, int task, int request, JSObject values);
}
