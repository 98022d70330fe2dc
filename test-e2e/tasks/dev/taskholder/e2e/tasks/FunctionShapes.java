package dev.taskholder.e2e.tasks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Loops in functions, and loops that call them. */
final class FunctionShapes {
    private FunctionShapes() {}

    /** Of this module's own. */
    @FunctionalInterface
    private interface Step {
        int from(int sum, int i);
    }

    static int function(int n) {
        Function<Integer, Integer> counting = from -> {
            int sum = from;
            for (int i = 0; i < n; i++) {
                sum = sum * 31 + i;
            }
            return sum;
        };
        return counting.andThen(sum -> sum + 1).apply(7);
    }

    static int runnable(int n) {
        int[] sum = {1};
        Runnable counting = () -> {
            for (int i = 0; i < n; i++) {
                sum[0] = sum[0] * 31 + i;
            }
        };
        counting.run();
        counting.run();
        return sum[0];
    }

    static int ownInterface(int n) {
        Step plain = (sum, i) -> sum * 31 + i;
        Step looping = (sum, i) -> {
            int next = sum;
            for (int j = 0; j < (i & 7); j++) {
                next = next * 17 + j;
            }
            return next;
        };
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum = ((sum & 3) == 0 ? looping : plain).from(sum, i);
        }
        return sum;
    }

    static int capturing(int n) {
        int sum = 0;
        for (int i = 0; i < n / 4; i++) {
            int captured = i;
            IntUnaryOperator operator = x -> {
                int made = x;
                for (int j = captured & 3; j < 6; j++) {
                    made = made * 31 + captured;
                }
                return made;
            };
            sum = operator.applyAsInt(sum);
        }
        return sum;
    }

    static int ints(int n) {
        return IntStream.range(0, n)
                .map(x -> x * 31 ^ 5)
                .filter(x -> (x & 3) != 1)
                .map(x -> bits(x))
                .reduce(1, (sum, x) -> sum * 17 + x);
    }

    private static int bits(int x) {
        int bits = 0;
        for (int rest = x; rest != 0; rest >>>= 1) {
            bits += rest & 1;
        }
        return bits;
    }

    static int objects(int n) {
        return Stream.iterate(1, x -> x + 3)
                .limit(n)
                .map(x -> x ^ x >>> 3)
                .filter(x -> x % 7 != 0)
                .map(FunctionShapes::bits)
                .reduce(0, (sum, x) -> sum * 31 + x);
    }

    static int collection(int n) {
        int sum = 0;
        for (int odd : new Odds(n)) {
            sum = sum * 31 + odd;
        }
        return sum;
    }

    /** The library calls a comparator where nothing may suspend. */
    static int comparator(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            List<Integer> list = new ArrayList<>(List.of(i, 7, i ^ 5, 2, i >> 1));
            list.sort((one, other) -> {
                int order = bits(one) - bits(other);
                for (int bit = 0; order == 0 && bit < 32; bit++) {
                    order = (one >>> bit & 1) - (other >>> bit & 1);
                }
                return order;
            });
            for (int element : list) {
                sum = sum * 31 + element;
            }
        }
        return sum;
    }

    /** The first odd numbers, each looked for. */
    private record Odds(int count) implements Iterable<Integer> {
        @Override
        public Iterator<Integer> iterator() {
            return new Iterator<>() {
                private int given;
                private int last = -1;

                @Override
                public boolean hasNext() {
                    return given < count;
                }

                @Override
                public Integer next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    given++;
                    do {
                        last++;
                    } while ((last & 1) == 0);
                    return last;
                }
            };
        }
    }
}
