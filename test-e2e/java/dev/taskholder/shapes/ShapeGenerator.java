package dev.taskholder.shapes;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes random methods whose loops have many shapes, each from its seed. A method takes an int and returns one that depends on
 * everything it did; it ends, because its loops share a supply of fuel, and throws nothing.
 */
final class ShapeGenerator {
    private static final int MAX_DEPTH = 4;

    private final Random random;
    private final int methods;
    private final StringBuilder out = new StringBuilder();
    private final @Nullable CallGenerator calls;
    private int names;
    private int loopDepth;

    private ShapeGenerator(long seed, int methods) {
        this.random = new Random(seed);
        this.methods = methods;
        this.calls = random.nextBoolean() ? new CallGenerator(random, this::expression) : null; // a plain twin without
    }

    /** The source of a class {@code Shapes} with methods {@code int shape0(int) …}, and {@code run(int)} that calls one. */
    static String write(long firstSeed, int methods) {
        StringBuilder source = new StringBuilder(ShapePrelude.SOURCE);
        for (int i = 0; i < methods; i++) {
            source.append(new ShapeGenerator(firstSeed + i, i).method());
        }
        source.append("    public static int run(int shape) {\n        switch (shape) {\n");
        for (int i = 0; i < methods; i++) {
            source.append("            case %d: return shape%d(%d);\n".formatted(i, i, i % 11));
        }
        return source.append("            default: throw new IllegalArgumentException();\n        }\n    }\n}\n")
                .toString();
    }

    private String method() {
        out.append("    static int shape").append(methods).append("(int p) {\n");
        out.append("int a = p, b = 7 - p, c = 3; long l = p * 5L; double d = p / 3.0; int[] r = new int[8];\n");
        out.append("long[] q = new long[5]; List<Integer> list = new ArrayList<>(); Object lock = LOCK;\n");
        out.append("fuel = 400; hash = 17;\n");
        out.append(calls == null ? "" : CallGenerator.VARIABLES).append("try {\n");
        block(0, 2 + random.nextInt(3));
        out.append("mix(a); mix(b); mix(c); } catch (RuntimeException e) { mix(99); }\n");
        out.append("for (int x : r) { mix(x); } for (long x : q) { mix((int) x); }\n");
        out.append(calls == null ? "" : CallGenerator.RESULTS);
        out.append("return mix3(a + b + c, l, d) + list.size();\n}\n");
        return out.toString();
    }

    private void block(int depth, int statements) {
        for (int i = 0; i < statements; i++) {
            statement(depth);
        }
    }

    private void body(int depth) {
        out.append("{\n");
        block(depth + 1, 1 + random.nextInt(3));
        out.append("}\n");
    }

    private void statement(int depth) {
        if (calls != null && random.nextInt(3) == 0) {
            out.append(calls.statement());
            return;
        }
        int kind = depth >= MAX_DEPTH ? random.nextInt(6) : random.nextInt(22);
        switch (kind) {
            case 0, 1 -> out.append("%s = %s;\n".formatted(pick("a", "b", "c"), expression(2)));
            case 2 -> out.append("r[%s & 7] += %s; l += r[b & 7];\n".formatted(pick("a", "b", "c"), expression(1)));
            case 3 -> out.append("q[(c & 0x7fff) %% 5] ^= l; d = d * 0.5 + %s; \n".formatted(expression(0)));
            case 4 -> out.append("mix(%s);\n".formatted(expression(2)));
            case 5 -> jump();
            case 6 -> conditional(depth);
            case 7 -> selection(depth);
            case 8 -> attempt(depth);
            case 9 -> {
                out.append("synchronized (lock) ");
                body(depth);
            }
            case 10 -> lambda();
            case 11 -> out.append("if (list.size() < 6) { list.add(a); }\n");
            default -> loop(depth);
        }
    }

    /** Out of the loop, back to its head, out of the method, or into a handler. */
    private void jump() {
        switch (random.nextInt(5)) {
            case 0 -> out.append(loopDepth == 0 ? "" : "if ((%s & 7) == 3) { break; }\n".formatted(expression(0)));
            case 1 ->
                out.append(
                        loopDepth == 0 ? "" : "if ((%s & 3) == 1 && burn()) { continue; }\n".formatted(pick("a", "b")));
            case 2 ->
                out.append("if ((%s & 15) == 5) { throw new IllegalStateException(); }\n".formatted(expression(0)));
            case 3 -> out.append("if ((%s & 31) == 9) { return mix(c); }\n".formatted(expression(0)));
            default ->
                out.append("a += r[(b + %d) & 15];\n".formatted(random.nextInt(9))); // out of bounds now and then
        }
    }

    private void conditional(int depth) {
        out.append("if (%s) ".formatted(condition()));
        body(depth);
        if (random.nextBoolean()) {
            out.append("else ");
            body(depth);
        }
    }

    private void selection(int depth) {
        out.append("switch (%s & 3) {\ncase 0: ".formatted(pick("a", "b", "c")));
        body(depth);
        out.append(random.nextBoolean() ? "break;\n" : "").append("case 1: ");
        body(depth);
        out.append("break;\ncase 2: a++; ")
                .append(loopDepth > 0 && random.nextBoolean() ? "if (burn()) { continue; }\n" : "");
        out.append("default: b--; }\n");
    }

    private void attempt(int depth) {
        out.append("try ");
        body(depth);
        int kind = random.nextInt(3);
        if (kind != 0) {
            out.append("catch (%s %s) { mix(5); a ^= 3;\n"
                    .formatted(pick("RuntimeException", "IllegalStateException"), name()));
            block(depth + 1, 1);
            out.append("}\n");
        }
        if (kind != 1) {
            out.append("finally { c++; mix(c);\n");
            int outside = loopDepth;
            loopDepth = 0; // no jump out of a finally block
            if (random.nextBoolean() && depth < MAX_DEPTH) {
                out.append("for (int f = 0; f < (c & 7); f++) { b += f * a; }\n");
            }
            loopDepth = outside;
            out.append("}\n");
        }
    }

    private void lambda() {
        String f = name();
        switch (random.nextInt(3)) {
            case 0 ->
                out.append(
                        "IntUnaryOperator %s = x -> { int sum = x; for (int i = 0; i < (x & 7); i++) { sum += i; } return sum; };\nb += %s.applyAsInt(%s);\n"
                                .formatted(f, f, expression(1)));
            case 1 -> out.append("a += IntStream.range(0, c & 7).map(x -> count(x + 5)).sum();\n");
            default ->
                out.append(
                        "Map<Integer, Integer> %s = new HashMap<>(); for (Integer x : list) { %s.merge(x & 3, 1, (y, z) -> y + count(z)); } a += %s.size();\n"
                                .formatted(f, f, f));
        }
    }

    private void loop(int depth) {
        String i = name();
        String label = "L" + i;
        String step = pick("1", "1", "1", "2", "3", "(b & 3) + 1");
        String bound =
                pick("6", "9", "(a & 7)", "(p + 2)", "r.length", "q.length", "Math.min(c, 6)", "(c & 0x7fff) % 9");
        out.append(label).append(": ");
        switch (random.nextInt(12)) {
            case 0, 1 ->
                out.append("for (int %s = 0; %s %s %s; %s += %s) ".formatted(i, i, pick("<", "<="), bound, i, step));
            case 2 -> {
                String limit = name();
                out.append("for (int %s = 0, %s = %s, s%s = %s; %s < %s; %s += s%s) "
                        .formatted(i, limit, bound, i, step, i, limit, i, i));
            }
            case 3 ->
                out.append("for (int %s = %s; %s %s 0; %s -= %s) "
                        .formatted(i, bound, i, pick(">", ">="), i, pick("1", "1", "2")));
            case 4 ->
                out.append("for (long %s = %s; %s %s 9L; %s += %s) "
                        .formatted(i, pick("0", "l & 7"), i, pick("<", "<="), i, pick("1", "2")));
            case 5 ->
                out.append("for (int %s = Integer.MAX_VALUE - %d; %s %s && burn(); %s += %d) "
                        .formatted(
                                i,
                                random.nextInt(9),
                                i,
                                pick("<= Integer.MAX_VALUE", "> 100"),
                                i,
                                1 + random.nextInt(3)));
            case 6 ->
                out.append(
                        "for (int %s = Integer.MAX_VALUE - 4; %s <= Integer.MAX_VALUE; %s++) { if (!burn() || (mix(%s) & 7) == 1) { break; }\n"
                                .formatted(i, i, i, i));
            case 7 -> out.append("for (int %s : r) ".formatted(i));
            case 8 -> out.append("for (int %s : list.toArray(new Integer[0])) ".formatted(i));
            case 9 -> out.append("while (%s && burn()) ".formatted(condition()));
            case 10 -> out.append("do ");
            default -> out.append("while (true) { if (!burn() || %s) { break; }\n".formatted(condition()));
        }
        boolean open = out.charAt(out.length() - 1) == '\n';
        boolean isDo = out.toString().endsWith("do ");
        loopDepth++;
        out.append("{ if (!burn()) { break %s; }\n".formatted(label));
        block(depth + 1, 1 + random.nextInt(3));
        if (random.nextInt(4) == 0) {
            out.append("if ((%s & 7) == 2) { %s %s; }\n".formatted(expression(0), pick("break", "continue"), label));
        }
        if (loopDepth == 1 && random.nextInt(4) == 0) {
            out.append(
                    "if (burn()) for (int n%s = 0; n%s < 5; n%s++) { if (n%s == (a & 3)) { continue %s; } b += n%s; }\n"
                            .formatted(i, i, i, i, label, i));
        }
        out.append("}\n").append(open ? "}\n" : "");
        if (isDo) {
            out.append("while (%s && burn());\n".formatted(condition()));
        }
        loopDepth--;
    }

    private String condition() {
        return pick("(%s & 3) != 1", "%s > 0", "(%s & 1) == 0 && count(a) > 1", "%s < 40 || recur(2, b) > 3")
                .formatted(expression(1));
    }

    private String expression(int depth) {
        if (depth == 0) {
            return pick("a", "b", "c", "p", "(int) l", "r[a & 7]", Integer.toString(random.nextInt(50)));
        }
        if (calls != null && random.nextInt(4) == 0) {
            return calls.call(depth - 1);
        }
        String one = expression(depth - 1);
        String two = expression(depth - 1);
        return switch (random.nextInt(12)) {
            case 0 -> "(%s * %s)".formatted(one, two);
            case 1 -> "(%s ^ %s)".formatted(one, two);
            case 2 -> "((%s & 1) == 0 ? count(%s) : %s)".formatted(one, one, two);
            case 3 -> "recur(%d, %s)".formatted(1 + random.nextInt(3), one);
            case 4 -> "even(%s & 7)".formatted(one);
            case 5 -> "mix3(%s, l, (%s & 1) == 0 ? count(%s) : d)".formatted(one, two, one);
            case 6 -> "new Shapes(%s & 3).turn(%s & 3, (%s & 2) == 0 ? count(b) : %s)".formatted(one, two, two, one);
            case 7 -> "(%s / ((%s & 3) + 1))".formatted(one, two);
            case 8 -> "(%s >>> (%s & 7))".formatted(one, two);
            default -> "(%s + %s)".formatted(one, two);
        };
    }

    private String name() {
        return "v" + names++;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
