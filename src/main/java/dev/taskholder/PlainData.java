package dev.taskholder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that cross between a page and a task: null, {@code Boolean}, {@code Integer}, {@code Long}, {@code Double},
 * {@code String}, arrays of primitives, {@link Bytes}, and {@code List}s and {@code Map}s (with string keys) of plain data.
 *
 * <p>At most 200 deep, and fewer than 2²⁴ values in all. A list that is in it in several places counts as often as it is there: ten lists,
 * each twice in the next, are a thousand values.
 */
public final class PlainData {
    /** Deeper than this counts as a cycle. */
    private static final int MAX_DEPTH = 200;

    /** So many values are too many. */
    private static final int MOST_VALUES = 1 << 24;

    /** What {@link #left} answers instead of a number if there are too many values. */
    private static final int TOO_MANY = 0;

    private static final int NOT_PLAIN = -1;

    private static final long MILLION = 1_000_000;
    private static final double DESCRIBED_EXACTLY = 1e12;

    private PlainData() {}

    /**
     * Checks that {@code value} is plain data.
     *
     * @param path what to call the value in a message, such as {@code output}
     * @throws IllegalArgumentException naming the path of the first part that is not
     */
    public static void check(String path, @Nullable Object value) {
        if (left(value, 0, MOST_VALUES) <= TOO_MANY) {
            explain(path, value, 0);
        }
    }

    /** A copy of plain data that shares nothing with it. */
    static Object copy(Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(element == null ? null : copy(element));
            }
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                Object field = entry.getValue();
                copy.put(entry.getKey(), field == null ? null : copy(field));
            }
            return copy;
        }
        return value instanceof Bytes bytes ? Bytes.of(bytes.toArray()) : copyOfArray(value);
    }

    /** Anything else cannot change. */
    private static Object copyOfArray(Object value) {
        if (value instanceof byte[] array) {
            return array.clone();
        } else if (value instanceof int[] array) {
            return array.clone();
        } else if (value instanceof double[] array) {
            return array.clone();
        } else if (value instanceof float[] array) {
            return array.clone();
        } else if (value instanceof short[] array) {
            return array.clone();
        } else if (value instanceof char[] array) {
            return array.clone();
        } else if (value instanceof long[] array) {
            return array.clone();
        }
        return value instanceof boolean[] array ? array.clone() : value;
    }

    /**
     * A few words about {@code value} for a message: a string in quotes, a number to six digits after the point, the kind of anything else.
     * Not {@code String.valueOf}, which would bring every {@code toString} of plain data into the module, the exact printing of doubles
     * among them: 13 kB gzipped.
     */
    public static String describe(@Nullable Object value) {
        if (value == null) {
            return "null";
        } else if (value instanceof String string) {
            return '"' + string + '"';
        } else if (value instanceof Integer || value instanceof Long) {
            return Long.toString(((Number) value).longValue());
        } else if (value instanceof Double number) {
            return describe((double) number);
        } else if (value instanceof Boolean bool) {
            return bool ? "true" : "false";
        } else if (value instanceof Map) {
            return "an object";
        }
        return value instanceof List
                ? "a list"
                : value instanceof Bytes ? "bytes" : isPrimitiveArray(value) ? "an array" : className(value);
    }

    private static String describe(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        String sign = number < 0 ? "-" : "";
        double size = Math.abs(number);
        if (size >= DESCRIBED_EXACTLY) {
            return sign + (Double.isInfinite(size) ? "Infinity" : "a number above 10^12");
        }
        long millionths = Math.round(size * MILLION);
        String fraction = Long.toString(MILLION + millionths % MILLION).substring(1);
        int digits = fraction.length();
        while (digits > 1 && fraction.charAt(digits - 1) == '0') {
            digits--;
        }
        return sign + millionths / MILLION + "." + fraction.substring(0, digits);
    }

    /**
     * Walks through {@code value}, with no memory for what it has seen: it costs each message. What is shared many times over ends the
     * walk by its number.
     *
     * @param left how many values there may be from here on, more than 0
     * @return how many there may be after it, {@link #TOO_MANY} or {@link #NOT_PLAIN}
     */
    private static int left(@Nullable Object value, int depth, int left) {
        if (isScalar(value) || isPrimitiveArray(value)) {
            return left - 1;
        }
        if (depth > MAX_DEPTH) {
            return NOT_PLAIN;
        }
        if (value instanceof List<?> list) {
            int rest = left;
            for (Object element : list) {
                rest = left(element, depth + 1, rest);
                if (rest <= TOO_MANY) {
                    return rest;
                }
            }
            return rest - 1;
        }
        if (value instanceof Map<?, ?> map) {
            int rest = left;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                rest = entry.getKey() instanceof String ? left(entry.getValue(), depth + 1, rest) : NOT_PLAIN;
                if (rest <= TOO_MANY) {
                    return rest;
                }
            }
            return rest - 1;
        }
        return NOT_PLAIN;
    }

    /** Throws for the first part that is not plain; a walk of its own, because the paths of all the others cost more than the check. */
    private static void explain(String path, @Nullable Object value, int depth) {
        int left = left(value, depth, MOST_VALUES);
        if (left > TOO_MANY) {
            return;
        }
        if (depth > MAX_DEPTH || left == TOO_MANY) {
            throw new IllegalArgumentException(
                    path + ": nested deeper than " + MAX_DEPTH + ", a cycle, or 2^24 values and more");
        }
        if (value instanceof List<?> list) {
            int index = 0;
            for (Object element : list) {
                explain(path + "[" + index++ + "]", element, depth + 1);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String key)) {
                    throw new IllegalArgumentException(
                            path + ": a key that is not a string: " + describe(entry.getKey()));
                }
                explain(path + "." + key, entry.getValue(), depth + 1);
            }
        } else {
            String why =
                    value instanceof Bytes ? ": bytes that were given away" : ": not plain data: " + className(value);
            throw new IllegalArgumentException(path + why);
        }
    }

    private static boolean isScalar(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof Long
                || (value instanceof Bytes bytes && !bytes.isGone());
    }

    private static boolean isPrimitiveArray(@Nullable Object value) {
        return value instanceof byte[]
                || value instanceof int[]
                || value instanceof double[]
                || value instanceof float[]
                || value instanceof short[]
                || value instanceof char[]
                || value instanceof long[]
                || value instanceof boolean[];
    }

    private static String className(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getName();
    }
}
