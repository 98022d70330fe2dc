package dev.taskholder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain data (see {@link PlainData}) by name and type, with errors that name the path.
 *
 * <pre>{@code
 * int below = input.getInt("below");              // DataException: input.below: expected an integer, got "ten"
 * long period = input.getLong("periodMillis", 1000);
 * }</pre>
 *
 * A field that is null counts as missing. Numbers convert where no digit is lost: {@code getDouble} takes an integer,
 * {@code getInt} takes a double without a fraction.
 */
public final class Data {
    private static final double LONG_LIMIT = 0x1p63;

    private final String path;
    private final @Nullable Object value;

    private Data(String path, @Nullable Object value) {
        this.path = path;
        this.value = value;
    }

    /** Reads {@code value}, called {@code input} in messages. Null reads like an object without fields. */
    public static Data of(@Nullable Object value) {
        return at("input", value);
    }

    /** Reads {@code value}, called {@code path} in messages. */
    public static Data at(String path, @Nullable Object value) {
        return new Data(path, value);
    }

    /** What is read here, as it came. */
    public @Nullable Object value() {
        return value;
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return field(name).value != null;
    }

    /** The integer {@code name}, −2³¹ to 2³¹−1. */
    public int getInt(String name) {
        return field(name).required("an integer").asInt();
    }

    /** The integer {@code name}, or {@code missing} if it is not there. */
    public int getInt(String name, int missing) {
        return has(name) ? getInt(name) : missing;
    }

    /** The 64-bit integer {@code name}. */
    public long getLong(String name) {
        return field(name).required("an integer").asLong();
    }

    /** The 64-bit integer {@code name}, or {@code missing} if it is not there. */
    public long getLong(String name, long missing) {
        return has(name) ? getLong(name) : missing;
    }

    /** The number {@code name}. */
    public double getDouble(String name) {
        Data field = field(name).required("a number");
        if (field.value instanceof Long number && (long) (double) number != number) {
            throw field.expected("a number that a double can hold");
        }
        if (field.value instanceof Number number) {
            return number.doubleValue();
        }
        throw field.expected("a number");
    }

    /** The number {@code name}, or {@code missing} if it is not there. */
    public double getDouble(String name, double missing) {
        return has(name) ? getDouble(name) : missing;
    }

    /** The boolean {@code name}. */
    public boolean getBoolean(String name) {
        Data field = field(name).required("a boolean");
        if (field.value instanceof Boolean bool) {
            return bool;
        }
        throw field.expected("a boolean");
    }

    /** The boolean {@code name}, or {@code missing} if it is not there. */
    public boolean getBoolean(String name, boolean missing) {
        return has(name) ? getBoolean(name) : missing;
    }

    /** The string {@code name}. */
    public String getString(String name) {
        Data field = field(name).required("a string");
        if (field.value instanceof String string) {
            return string;
        }
        throw field.expected("a string");
    }

    /** The string {@code name}, or {@code missing} if it is not there. */
    public String getString(String name, String missing) {
        return has(name) ? getString(name) : missing;
    }

    /** The bytes {@code name}: a typed array of bytes on the page. */
    public byte[] getBytes(String name) {
        Data field = field(name).required("bytes");
        if (field.value instanceof byte[] bytes) {
            return bytes;
        }
        throw field.expected("bytes");
    }

    /** The object {@code name}. */
    public Data getData(String name) {
        Data field = field(name).required("an object");
        if (field.value instanceof Map) {
            return field;
        }
        throw field.expected("an object");
    }

    /** The elements of the list {@code name}, each called by its index in messages. */
    public List<Data> getList(String name) {
        Data field = field(name).required("a list");
        if (!(field.value instanceof List<?> list)) {
            throw field.expected("a list");
        }
        List<Data> elements = new ArrayList<>(list.size());
        for (Object element : list) {
            elements.add(new Data(field.path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** This value itself as an integer, for elements of a list. */
    public int asInt() {
        long number = asLong();
        if (number != (int) number) {
            throw expected("an integer of 32 bits");
        }
        return (int) number;
    }

    private long asLong() {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < LONG_LIMIT) {
            return (long) (double) number;
        }
        throw expected("an integer");
    }

    private Data field(String name) {
        if (value != null && !(value instanceof Map)) {
            throw expected("an object");
        }
        return new Data(path + "." + name, value == null ? null : ((Map<?, ?>) value).get(name));
    }

    private Data required(String type) {
        if (value == null) {
            throw new DataException(path, "missing, expected " + type);
        }
        return this;
    }

    private DataException expected(String type) {
        return new DataException(path, "expected " + type + ", got " + describe(value));
    }

    private static String describe(@Nullable Object value) {
        if (value instanceof String string) {
            return '"' + string + '"';
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "a list";
        }
        return value instanceof Number || value instanceof Boolean || value == null
                ? String.valueOf(value)
                : "an array";
    }
}
