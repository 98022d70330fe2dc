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
        return field(name).asInt();
    }

    /** The integer {@code name}, −2³¹ to 2³¹−1, or {@code missing} if it is not there. */
    public int getInt(String name, int missing) {
        Data field = field(name);
        return field.value == null ? missing : field.asInt();
    }

    /** The 64-bit integer {@code name}. */
    public long getLong(String name) {
        return field(name).asLong();
    }

    /** The 64-bit integer {@code name}, or {@code missing} if it is not there. */
    public long getLong(String name, long missing) {
        Data field = field(name);
        return field.value == null ? missing : field.asLong();
    }

    /** The integer {@code name}, 0 to 2³¹−1. */
    public int getCount(String name) {
        return field(name).asCount();
    }

    /** The integer {@code name}, 0 to 2³¹−1, or {@code missing} if it is not there. */
    public int getCount(String name, int missing) {
        Data field = field(name);
        return field.value == null ? missing : field.asCount();
    }

    /** The duration {@code name}, whole milliseconds, at least 0. */
    public long getMillis(String name) {
        return field(name).asMillis();
    }

    /** The duration {@code name}, whole milliseconds, at least 0, or {@code missing} if it is not there. */
    public long getMillis(String name, long missing) {
        Data field = field(name);
        return field.value == null ? missing : field.asMillis();
    }

    /** The number {@code name}. */
    public double getDouble(String name) {
        return field(name).asDouble();
    }

    /** The number {@code name}, or {@code missing} if it is not there. */
    public double getDouble(String name, double missing) {
        Data field = field(name);
        return field.value == null ? missing : field.asDouble();
    }

    /** The boolean {@code name}. */
    public boolean getBoolean(String name) {
        return field(name).asBoolean();
    }

    /** The boolean {@code name}, or {@code missing} if it is not there. */
    public boolean getBoolean(String name, boolean missing) {
        Data field = field(name);
        return field.value == null ? missing : field.asBoolean();
    }

    /** The string {@code name}. */
    public String getString(String name) {
        return field(name).asString();
    }

    /** The string {@code name}, or {@code missing} if it is not there. */
    public String getString(String name, String missing) {
        Data field = field(name);
        return field.value == null ? missing : field.asString();
    }

    /** The bytes {@code name}: a typed array of bytes or an ArrayBuffer on the page; the latter is copied. */
    public byte[] getBytes(String name) {
        return field(name).asBytes();
    }

    /** The object {@code name}. */
    public Data getData(String name) {
        return field(name).asObject();
    }

    /** The elements of the list {@code name}, each called by its index in messages. */
    public List<Data> getList(String name) {
        return field(name).asList();
    }

    // --- this value itself, for elements of a list ---

    /** This value as an integer, −2³¹ to 2³¹−1. */
    public int asInt() {
        if (value instanceof Integer number) {
            return number;
        }
        long number = asLong();
        if (number != (int) number) {
            throw mismatch("an integer of 32 bits");
        }
        return (int) number;
    }

    /** This value as a 64-bit integer. */
    public long asLong() {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < LONG_LIMIT) {
            return (long) (double) number;
        }
        throw mismatch("an integer");
    }

    /** This value as a number. */
    public double asDouble() {
        if (value instanceof Long number && (long) (double) number != number) {
            throw mismatch("a number that a double can hold");
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw mismatch("a number");
    }

    /** This value as a boolean. */
    public boolean asBoolean() {
        if (value instanceof Boolean bool) {
            return bool;
        }
        throw mismatch("a boolean");
    }

    /** This value as a string. */
    public String asString() {
        if (value instanceof String string) {
            return string;
        }
        throw mismatch("a string");
    }

    /** This value as bytes. */
    public byte[] asBytes() {
        if (value instanceof Bytes bytes) {
            return bytes.toArray();
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        throw mismatch("bytes");
    }

    private int asCount() {
        int count = asInt();
        if (count < 0) {
            throw mismatch("an integer ≥ 0");
        }
        return count;
    }

    private long asMillis() {
        long millis = asLong();
        if (millis < 0) {
            throw mismatch("milliseconds ≥ 0");
        }
        return millis;
    }

    private Data asObject() {
        if (value instanceof Map) {
            return this;
        }
        throw mismatch("an object");
    }

    private List<Data> asList() {
        if (!(value instanceof List<?> list)) {
            throw mismatch("a list");
        }
        List<Data> elements = new ArrayList<>(list.size());
        for (Object element : list) {
            elements.add(new Data(path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** The field {@code name}, whether or not it is there. */
    public Data field(String name) {
        if (value != null && !(value instanceof Map)) {
            throw mismatch("an object");
        }
        return new Data(path + "." + name, value == null ? null : ((Map<?, ?>) value).get(name));
    }

    /** Makes what to throw when this value is not {@code expected}: {@code input.width: expected 1 to 100, got 0}. */
    public DataException mismatch(String expected) {
        return value == null
                ? new DataException(path, "missing, expected " + expected)
                : mismatch(expected, PlainData.describe(value));
    }

    /** The same with words for what came, where the value would be called no more than a list: {@code got [7, 3], a wall}. */
    public DataException mismatch(String expected, String got) {
        return new DataException(path, "expected " + expected + ", got " + got);
    }
}
