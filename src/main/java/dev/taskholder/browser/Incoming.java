package dev.taskholder.browser;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Looks into a batch from the page without turning it into maps. Each method is one call across the border. */
final class Incoming {
    private Incoming() {}

    /** The number of messages, −1 if {@code batch} is no array, or longer than plain data may be. */
    @JSBody(params = "batch", script = "return Array.isArray(batch) && batch.length < 16777216 ? batch.length : -1;")
    static native int count(JSObject batch);

    /** Whether {@code message} is a {@code send} with fields of the right type and range. */
    @JSBody(
            params = "message",
            script = "if (!message || message.type !== 'send') return false;"
                    + "var task = message.task, request = message.request, messages = message.messages;"
                    // No arithmetic: a BigInt would throw.
                    + "return Number.isInteger(task) && task > 0 && task <= 2147483647"
                    + " && Number.isInteger(request) && request >= 0 && request <= 2147483647"
                    + " && Array.isArray(messages) && messages.length > 0 && messages.length < 16777216;")
    static native boolean isSend(JSObject message);

    @JSBody(params = "message", script = "return message.task;")
    static native int task(JSObject message);

    @JSBody(params = "message", script = "return message.request;")
    static native int request(JSObject message);

    @JSBody(params = "message", script = "return message.messages;")
    static native JSObject messages(JSObject message);
}
