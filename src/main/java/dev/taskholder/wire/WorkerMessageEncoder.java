package dev.taskholder.wire;

import dev.taskholder.Answer;
import dev.taskholder.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns messages into plain data for a page. */
final class WorkerMessageEncoder {
    private WorkerMessageEncoder() {}

    static Map<String, @Nullable Object> encode(WorkerMessage message) {
        if (message instanceof WorkerMessage.State state) {
            return state(state);
        }
        if (message instanceof WorkerMessage.Progress progress) {
            return plain("progress", progress.task(), "value", progress.value());
        }
        if (message instanceof WorkerMessage.Saved saved) {
            Map<String, @Nullable Object> plain = plain("saved", saved.task(), "value", saved.point());
            plain.put("outputs", saved.outputs());
            return plain;
        }
        if (message instanceof WorkerMessage.Ended ended) {
            return outcome(ended);
        }
        if (message instanceof WorkerMessage.Log log) {
            Map<String, @Nullable Object> plain = plain("log", log.task(), "level", nameOf(log.level()));
            plain.put("text", log.text());
            return plain;
        }
        if (message instanceof WorkerMessage.Ready ready) {
            return ready(ready);
        }
        if (message instanceof WorkerMessage.Children children) {
            return plain("children", children.task(), "children", children(children.children()));
        }
        if (message instanceof WorkerMessage.FailedReply reply) {
            Map<String, @Nullable Object> plain = plain("reply", reply.task(), "request", reply.request());
            plain.put("error", reply.error().toPlain());
            return plain;
        }
        if (message instanceof WorkerMessage.Call call) {
            Map<String, @Nullable Object> plain = plain("call", call.task(), "call", call.call());
            plain.put("function", call.function());
            plain.put("argument", call.argument());
            return plain;
        }
        if (message instanceof WorkerMessage.Abandon abandon) {
            return plain("abandon", abandon.task(), "call", abandon.call());
        }
        return fault((WorkerMessage.ProtocolFault) message);
    }

    private static List<Map<String, @Nullable Object>> children(List<WorkerMessage.Child> children) {
        List<Map<String, @Nullable Object>> plain = new ArrayList<>(children.size());
        for (WorkerMessage.Child child : children) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("child", child.child());
            one.put("parent", child.parent());
            one.put("name", child.name());
            one.put("state", nameOf(child.state()));
            plain.add(one);
        }
        return plain;
    }

    private static Map<String, @Nullable Object> state(WorkerMessage.State state) {
        Map<String, @Nullable Object> plain = plain("state", state.task(), "state", nameOf(state.state()));
        plain.put("heldBy", state.heldBy());
        if (state.answer() != null) {
            plain.put("answer", answer(state.answer().command(), state.answer().answer()));
        }
        return plain;
    }

    private static Map<String, @Nullable Object> answer(int command, Answer answer) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("command", command);
        plain.put("applied", answer.applied());
        plain.put("paused", answer.paused());
        if (answer.because() != null) {
            plain.put("because", nameOf(answer.because()));
        }
        return plain;
    }

    private static Map<String, @Nullable Object> outcome(WorkerMessage.Ended ended) {
        if (ended.error() != null) {
            Map<String, @Nullable Object> plain = plain("outcome", ended.task(), "outcome", "failed");
            plain.put("error", ended.error().toPlain());
            return plain;
        }
        if (ended.outcome() instanceof Outcome.Cancelled<?> cancelled) {
            Map<String, @Nullable Object> plain = plain("outcome", ended.task(), "outcome", "cancelled");
            plain.put("reason", cancelled.reason());
            return plain;
        }
        Map<String, @Nullable Object> plain = plain("outcome", ended.task(), "outcome", "succeeded");
        plain.put("value", ((Outcome.Succeeded<?>) ended.outcome()).value());
        return plain;
    }

    private static Map<String, @Nullable Object> ready(WorkerMessage.Ready ready) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("type", "ready");
        plain.put("protocol", Protocol.VERSION);
        plain.put("epoch", ready.epoch());
        plain.put("tasks", ready.tasks());
        return plain;
    }

    private static Map<String, @Nullable Object> fault(WorkerMessage.ProtocolFault fault) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("type", "fault");
        plain.put("code", "PROTOCOL");
        plain.put("message", fault.message());
        plain.put("field", fault.field());
        if (fault.task() != null) {
            plain.put("task", fault.task());
        }
        return plain;
    }

    private static Map<String, @Nullable Object> plain(
            String type, @Nullable Integer task, String field, @Nullable Object value) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("type", type);
        plain.put("task", task);
        plain.put(field, value);
        return plain;
    }

    /** A constant in the words of the protocol: {@code user-visible} for {@code USER_VISIBLE}. No switch: it costs a table of its own. */
    static String nameOf(Enum<?> constant) {
        StringBuilder name = new StringBuilder();
        for (char letter : constant.name().toCharArray()) {
            name.append(letter == '_' ? '-' : (char) (letter + ('a' - 'A')));
        }
        return name.toString();
    }
}
