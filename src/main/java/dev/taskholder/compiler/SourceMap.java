package dev.taskholder.compiler;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A source map (ECMA-426) of a file of one line, written from its beginning to its end. */
final class SourceMap {
    /** In place of a file: the method is known, the line is not. */
    static final String UNKNOWN = "";

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** What comes from one place. */
    private record Segment(int source, int line, int name) {
        static final Segment NOTHING = new Segment(-1, 0, 0);
    }

    private final Map<String, Integer> sources = new LinkedHashMap<>();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final StringBuilder mappings = new StringBuilder();

    private int column;
    private Segment current = Segment.NOTHING;
    private int writtenColumn;
    private Segment written = Segment.NOTHING;
    private Segment lastSomething = new Segment(0, 0, 0);

    /** From {@code column} on it comes from there. {@code line} counts from 1; of several for one column the last counts. */
    void from(int column, String source, int line, String name) {
        set(
                column,
                new Segment(
                        sources.computeIfAbsent(source, any -> sources.size()),
                        Math.max(line - 1, 0),
                        names.computeIfAbsent(name, any -> names.size())));
    }

    /** From {@code column} on it comes from no source. */
    void nothingFrom(int column) {
        set(column, Segment.NOTHING);
    }

    private void set(int nextColumn, Segment next) {
        if (nextColumn != column) {
            write();
        }
        column = nextColumn;
        current = next;
    }

    private void write() {
        if (current.equals(written)) {
            return;
        }
        if (mappings.length() > 0) {
            mappings.append(',');
        }
        number(column - writtenColumn);
        if (!current.equals(Segment.NOTHING)) {
            number(current.source - lastSomething.source);
            number(current.line - lastSomething.line);
            number(0);
            number(current.name - lastSomething.name);
            lastSomething = current;
        }
        writtenColumn = column;
        written = current;
    }

    /** Base 64 VLQ: the sign in the lowest bit, five bits a digit, a sixth says that more follow. */
    private void number(int value) {
        int rest = value < 0 ? (-value << 1) | 1 : value << 1;
        do {
            int digit = rest & 31;
            rest >>>= 5;
            mappings.append(DIGITS.charAt(rest == 0 ? digit : digit | 32));
        } while (rest != 0);
    }

    /** Ends it. */
    String toJson() {
        write();
        return "{\"version\":3,\"sources\":" + array(sources) + ",\"names\":" + array(names) + ",\"mappings\":\""
                + mappings + "\"}";
    }

    /** Names of files and methods of Java: nothing in them that JSON would escape. */
    private static String array(Map<String, Integer> texts) {
        return texts.keySet().stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
