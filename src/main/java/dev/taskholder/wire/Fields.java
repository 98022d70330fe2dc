package dev.taskholder.wire;

import dev.taskholder.JsException;
import dev.taskholder.PlainData;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one message; every error names the field and the value. */
final class Fields {
    /** More causes than this are cut off; a chain that long is a cycle. */
    private static final int MAX_CAUSES = 20;

    private final String type;
    private final Map<?, ?> message;

    Fields(String type, Map<?, ?> message) {
        this.type = type;
        this.message = message;
    }

    /** The id of a task, or a count that is at least 1. */
    int positive(String name) {
        return integer(name, 1);
    }

    int notNegative(String name) {
        return integer(name, 0);
    }

    int integer(String name, int least) {
        if (message.get(name) instanceof Integer number && number >= least) {
            return number;
        }
        throw expected(name, "an integer ≥ " + least);
    }

    String string(String name) {
        if (message.get(name) instanceof String string) {
            return string;
        }
        throw expected(name, "a string");
    }

    boolean bool(String name) {
        if (message.get(name) instanceof Boolean bool) {
            return bool;
        }
        throw expected(name, "a boolean");
    }

    @Nullable Object plain(String name) {
        Object value = message.get(name);
        checkPlain(type + "." + name, task(), value);
        return value;
    }

    static void checkPlain(String field, @Nullable Integer task, @Nullable Object value) {
        try {
            PlainData.check(field, value);
        } catch (IllegalArgumentException notPlain) {
            throw new ProtocolException(field, task, "expected plain data; " + notPlain.getMessage());
        }
    }

    /** A list of at least one value. */
    List<@Nullable Object> plainList(String name) {
        if (plain(name) instanceof List<?> list && !list.isEmpty()) {
            return Collections.unmodifiableList(list);
        }
        throw expected(name, "an array of at least one");
    }

    /** The error of JavaScript {@code name} with its causes, null if it is not there. */
    @Nullable JsException error(String name) {
        return error(name, 0);
    }

    private @Nullable JsException error(String name, int depth) {
        Object value = message.get(name);
        if (value == null || depth == MAX_CAUSES) {
            return null;
        }
        if (!(value instanceof Map<?, ?> error)) {
            throw expected(name, "an error");
        }
        Fields fields = new Fields(type + "." + name, error);
        return new JsException(
                fields.string("name"),
                fields.string("message"),
                fields.string("stack"),
                fields.error("cause", depth + 1));
    }

    ProtocolException expected(String name, String what) {
        return new ProtocolException(
                type + "." + name, task(), "expected " + what + ", got " + describe(message, name));
    }

    /** The task the message names, null if it names none. */
    private @Nullable Integer task() {
        return message.get("task") instanceof Integer number && number > 0 ? number : null;
    }

    private static String describe(Map<?, ?> message, String name) {
        return message.containsKey(name) ? PlainData.describe(message.get(name)) : "nothing";
    }
}
