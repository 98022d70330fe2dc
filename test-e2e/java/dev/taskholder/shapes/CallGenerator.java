package dev.taskholder.shapes;

import java.util.Random;
import java.util.function.IntFunction;

/**
 * Writes random calls on objects, of methods that any class may override and that suspend: with receivers and arguments that suspend too,
 * are assigned to variables of other types, are cast, or are one of two.
 */
final class CallGenerator {
    /** What the methods that have such calls begin with. */
    static final String VARIABLES = """
            Thing t = new Thing(p & 3); Scale s = t; Object o = t; Thing[] things = {t, new Heavy(2), t, any(p)};
            List<Thing> all = new ArrayList<>(); Map<Integer, Object> map = new HashMap<>(); String text = "x";
            """;

    /** And what they end with. */
    static final String RESULTS = """
            for (Thing x : things) { mix(x.w); } for (Thing x : all) { mix(x.w); } mix(t.w + text.hashCode() + map.size());
            """;

    private final Random random;
    private final IntFunction<String> numbers;
    private int names;

    /** Takes its numbers from {@code numbers}: expressions of a depth. */
    CallGenerator(Random random, IntFunction<String> numbers) {
        this.random = random;
        this.numbers = numbers;
    }

    String statement() {
        return switch (random.nextInt(13)) {
            case 0 -> "t = %s;\n".formatted(thing(2));
            case 1 -> "s = %s; b += s.of(%s, %s);\n".formatted(scale(1), number(), number());
            case 2 ->
                "o = %s;\n".formatted(pick("%s", "(c & 1) == 0 ? text : %s").formatted(thing(1)));
            case 3 -> "things[%s & 3] = %s;\n".formatted(number(), thing(1));
            case 4 -> "things = new Thing[] {%s, t, %s, %s};\n".formatted(thing(1), thing(0), thing(1));
            case 5 -> "if (all.size() < 6) { all.add(%s); }\n".formatted(thing(1));
            case 6 -> "all.sort(%s);\n".formatted(comparator());
            case 7 ->
                "List<Thing> %1$s = new ArrayList<>(all); %1$s.add(%2$s); Collections.sort(%1$s, %3$s); t = %1$s.get(0);\n"
                        .formatted(name(), thing(1), comparator());
            case 8 ->
                "text = \"a\" + %s + text.substring(text.length() / 2) + %s + (char) ('a' + slow(%s));\n"
                        .formatted(number(), number(), number());
            case 9 -> "map.put(%s & 7, %s); map.merge(a & 7, t, (x, y) -> y);\n".formatted(number(), thing(1));
            case 10 -> "for (Thing %1$s : all) { b += %1$s.of(%2$s, slow(%1$s.w)); }\n".formatted(name(), number());
            case 11 -> "%s.w ^= %s;\n".formatted(thing(1), number());
            default -> "r[%s & 7] += %s;\n".formatted(number(), call(2));
        };
    }

    /** An {@code int} that calls. */
    String call(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> "slow(%s)".formatted(depth == 0 ? "a" : call(depth - 1));
            case 1 -> "%s.of(%s, %s)".formatted(scale(depth), number(), number());
            case 2 -> "all(%s, %s, %s, %s)".formatted(thing(depth), number(), thing(depth), number());
            case 3 ->
                "(%1$s instanceof Heavy %2$s ? %2$s.of(%3$s, 1) : slow(%3$s))"
                        .formatted(pick("o", "((Object) %s)".formatted(thing(depth))), name(), number());
            case 4 -> "((%s & 1) == 0 ? %s : %s)".formatted(number(), number(), thing(depth) + ".of(a, slow(b))");
            case 5 -> "(%s.w = %s)".formatted(thing(depth), number());
            case 6 -> "(int) (d + slow(%s) * l)".formatted(number());
            case 7 -> "apply(%s, x -> x + slow(x + p))".formatted(number());
            default -> "%s.of(%s, %s)".formatted(thing(depth), number(), number());
        };
    }

    private String thing(int depth) {
        if (depth == 0) {
            return pick("t", "any(%s)", "new Thing(%s & 7)", "new Heavy(%s & 7)", "things[%s & 3]", "t.next()")
                    .formatted("a");
        }
        String one = thing(depth - 1);
        return switch (random.nextInt(10)) {
            case 0 -> "(t = %s)".formatted(one);
            case 1 -> "same(%s)".formatted(one);
            case 2 -> "((%s & 1) == 0 ? %s : %s)".formatted(number(), one, thing(depth - 1));
            case 3 -> "%s.with(%s, %s)".formatted(one, number(), thing(depth - 1));
            case 4 -> "((Thing) %s)".formatted(pick("s", "(o = " + one + ")"));
            case 5 -> "(things[%s & 3] = %s)".formatted(number(), one);
            case 6 -> "new Heavy(%s & 15).with(%s, %s)".formatted(number(), number(), one);
            case 7 -> "(o instanceof Thing %1$s ? %1$s : %2$s)".formatted(name(), one);
            case 8 -> "((Thing) map.getOrDefault(%s & 7, %s))".formatted(number(), one);
            default -> "any(%s)".formatted(number());
        };
    }

    private String scale(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> "s";
            case 1 -> "(s = %s)".formatted(thing(depth));
            case 2 -> "((Scale) %s)".formatted(thing(depth));
            case 3 -> "((b & 1) == 0 ? s : %s)".formatted(thing(depth));
            default -> "scale((x, y) -> x * 3 + slow(y + p))";
        };
    }

    private String comparator() {
        return pick(
                "Shapes::compare",
                "(x, y) -> compare(y, x)",
                "Comparator.comparingInt((Thing x) -> slow(x.w)).thenComparing(Shapes::compare)",
                "Comparator.comparing((Thing x) -> x.w).reversed()");
    }

    private String number() {
        return random.nextInt(3) == 0 ? "slow(%s)".formatted(numbers.apply(0)) : numbers.apply(random.nextInt(2));
    }

    private String name() {
        return "o" + names++;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
