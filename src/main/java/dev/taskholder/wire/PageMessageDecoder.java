package dev.taskholder.wire;

import dev.taskholder.JsException;
import dev.taskholder.Priority;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns plain data from a page into messages. */
final class PageMessageDecoder {
    private PageMessageDecoder() {}

    /**
     * Reads one message.
     *
     * @throws ProtocolException naming the field that is missing, of the wrong type or out of range
     */
    static PageMessage decode(@Nullable Object plain) {
        if (!(plain instanceof Map<?, ?> message)) {
            throw new ProtocolException("message", null, "expected an object");
        }
        if (!(message.get("type") instanceof String type)) {
            throw new ProtocolException("type", null, "expected a string");
        }
        Fields fields = new Fields(type, message);
        return switch (type) {
            case "start" -> start(fields);
            case "spawn" -> spawn(fields);
            case "pause" ->
                new PageMessage.Pause(fields.positive("task"), fields.string("hold"), fields.positive("command"));
            case "resume" ->
                new PageMessage.Resume(fields.positive("task"), fields.string("hold"), fields.positive("command"));
            case "cancel" -> new PageMessage.Cancel(fields.positive("task"), fields.plain("reason"));
            case "send" ->
                new PageMessage.Send(
                        fields.positive("task"), fields.notNegative("request"), fields.plainList("messages"));
            case "returned" ->
                new PageMessage.Returned(
                        fields.positive("task"), fields.positive("call"), fields.plain("value"), fields.error("error"));
            case "closeInput" -> new PageMessage.CloseInput(fields.positive("task"));
            case "credit" -> new PageMessage.Credit(fields.positive("task"), fields.positive("count"));
            case "priority" -> new PageMessage.SetPriority(fields.positive("task"), priority(fields));
            default -> throw new ProtocolException("type", null, "unknown message type \"" + type + '"');
        };
    }

    /**
     * What stands for a malformed answer to a call, so that the task which waits for it learns of the {@code problem} and does not
     * wait for ever. Null for any other message, and for one that does not say which call it answers.
     */
    static PageMessage.@Nullable Returned failedReturn(@Nullable Object malformed, String problem) {
        return malformed instanceof Map<?, ?> message
                        && "returned".equals(message.get("type"))
                        && message.get("task") instanceof Integer task
                        && message.get("call") instanceof Integer call
                ? new PageMessage.Returned(task, call, null, new JsException("TypeError", problem, "", null))
                : null;
    }

    private static PageMessage start(Fields fields) {
        int protocol = fields.positive("protocol");
        if (protocol != Protocol.VERSION) {
            throw new ProtocolException(
                    "start.protocol",
                    null,
                    "this module speaks protocol " + Protocol.VERSION + ", the page " + protocol);
        }
        return new PageMessage.Start(protocol, fields.positive("epoch"), fields.string("module"));
    }

    private static PageMessage spawn(Fields fields) {
        return new PageMessage.Spawn(
                fields.positive("task"),
                fields.string("name"),
                fields.plain("input"),
                fields.notNegative("inputCapacity"),
                fields.notNegative("outputCapacity"),
                fields.bool("paused"),
                priority(fields),
                fields.plain("restored"));
    }

    private static Priority priority(Fields fields) {
        String name = fields.string("priority");
        for (Priority priority : Priority.values()) {
            if (WorkerMessageEncoder.nameOf(priority).equals(name)) {
                return priority;
            }
        }
        throw fields.expected("priority", "\"user-blocking\", \"user-visible\" or \"background\"");
    }
}
