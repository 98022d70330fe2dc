package dev.taskholder.shapes;

/** What random methods call: the beginning of their class. */
final class ShapePrelude {
    static final String SOURCE = """
                package dev.taskholder.shapes.made;

                import java.util.ArrayList;
                import java.util.Collections;
                import java.util.Comparator;
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

                    interface Scale {
                        int of(int one, int two);
                    }

                    static class Thing implements Scale {
                        int w;
                        private Thing next;

                        Thing(int n) {
                            for (int i = 0; i < n; i++) {
                                w += i * n + 1;
                            }
                        }

                        int bits(int n) {
                            int bits = 0;
                            for (int rest = n; rest != 0; rest >>>= 1) {
                                bits += rest & 1;
                            }
                            return bits;
                        }

                        public int of(int one, int two) {
                            return mix(w * 7 + one) + two;
                        }

                        Thing with(int n, Thing other) {
                            next = other;
                            w += slow(n);
                            return n % 3 == 0 ? other : this;
                        }

                        Thing next() {
                            return next == null ? this : next;
                        }
                    }

                    static class Heavy extends Thing {
                        Heavy(int n) {
                            super(slow(n) + 1);
                        }

                        int bits(int n) {
                            int bits = 0;
                            for (int rest = n; rest != 0; rest &= rest - 1) {
                                bits++;
                            }
                            return bits;
                        }

                        public int of(int one, int two) {
                            return super.of(slow(two), one ^ two);
                        }
                    }

                    static final Thing[] THINGS = {new Thing(3), new Thing(5) {
                        int bits(int n) {
                            int bits = 0;
                            for (int i = 0; i < 32; i++) {
                                bits += n >>> i & 1;
                            }
                            return bits;
                        }
                    }};

                    static int slow(int n) {
                        return THINGS[n & 1].bits(n);
                    }

                    static Thing any(int n) {
                        return (n & 1) == 0 ? new Thing(slow(n)) : new Heavy(n & 7);
                    }

                    static <T extends Thing> T same(T thing) {
                        thing.w += slow(thing.w);
                        return thing;
                    }

                    static Scale scale(Scale scale) {
                        return scale;
                    }

                    static int apply(int n, IntUnaryOperator function) {
                        return function.applyAsInt(n) + slow(n);
                    }

                    static int all(Thing one, int two, Thing three, int four) {
                        return mix(one.w * 31 + two * 7 + three.w * 3 + four);
                    }

                    static int compare(Thing one, Thing other) {
                        int order = slow(one.w) - slow(other.w);
                        return order == 0 ? Integer.compare(one.w, other.w) : order;
                    }
                """;

    private ShapePrelude() {}
}
