package dev.taskholder.shapes;

/** What random methods call: the beginning of their class. */
final class ShapePrelude {
    static final String SOURCE = """
                package dev.taskholder.shapes.made;

                import java.util.ArrayList;
                import java.util.HashMap;
                import java.util.List;
                import java.util.Map;
                import java.util.function.IntUnaryOperator;
                import java.util.stream.IntStream;

                public final class Shapes {
                    static int fuel;
                    static int hash;
                    static final Object LOCK = new Object();

                    static boolean burn() {
                        return --fuel > 0;
                    }

                    static int mix(int value) {
                        hash = hash * 31 + value;
                        return hash;
                    }

                    static int mix3(int one, long two, double three) {
                        return mix(one ^ (int) two ^ (int) (three * 8));
                    }

                    static int recur(int depth, int value) {
                        if (depth <= 0) {
                            return value;
                        }
                        int sum = value;
                        for (int i = 0; i < depth; i++) {
                            sum += recur(depth - 2, sum ^ i);
                        }
                        return sum;
                    }

                    static int even(int n) {
                        return n <= 0 ? 1 : odd(n - 1) + 1;
                    }

                    static int odd(int n) {
                        return n <= 0 ? 0 : even(n - 1) * 3;
                    }

                    static int count(int n) {
                        int sum = 0;
                        while (n > 0) {
                            sum += n & 1;
                            n >>>= 1;
                        }
                        return sum;
                    }

                    int field = 3;

                    Shapes(int n) {
                        for (int i = 0; i < n; i++) {
                            field += i * n;
                        }
                    }

                    int turn(int n, int more) {
                        for (int i = n; i > 0; i--) {
                            field ^= i + more;
                        }
                        return field;
                    }
                """;

    private ShapePrelude() {}
}
