package dev.taskholder.e2e.tasks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Loops in what other loops call: recursion, constructors, initialisers, arguments. */
final class CallShapes {
    private CallShapes() {}

    static int recursion(int n) {
        return binary(depth(n), 1);
    }

    private static int depth(int n) {
        return n > 1 << 20 ? 60 : 32 - Integer.numberOfLeadingZeros(n);
    }

    private static int binary(int depth, int value) {
        if (depth == 0) {
            return value;
        }
        return binary(depth - 1, value * 31) ^ binary(depth - 1, value * 17 + depth);
    }

    static int mutualRecursion(int n) {
        return left(depth(n), 1);
    }

    private static int left(int depth, int value) {
        return depth == 0 ? value : right(depth - 1, value * 31) + right(depth - 1, value ^ 5);
    }

    private static int right(int depth, int value) {
        return depth == 0 ? -value : left(depth - 1, value + depth) * 3 - left(depth - 1, value);
    }

    /** Recursive in a loop. */
    static int tree(int n) {
        return branch(n > 1 << 20 ? 30 : 5, 2 + n / 1000 % 8);
    }

    private static int branch(int depth, int width) {
        int sum = depth;
        for (int i = 0; depth > 0 && i < width; i++) {
            sum = sum * 31 + branch(depth - 1, width) + i;
        }
        return sum;
    }

    static int constructor(int n) {
        int sum = 0;
        for (int i = 0; i < n / 4; i++) {
            sum = sum * 31 + new Filled(i & 7).sum;
        }
        return sum + new Filled(n).sum;
    }

    private static final class Filled {
        private final int sum;

        Filled(int n) {
            int filled = 1;
            for (int i = 0; i < n; i++) {
                filled = filled * 31 + i;
            }
            sum = filled;
        }
    }

    static int initialiser(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum = sum * 31 + Table.VALUES[i & 63] + Table.FROM_LAMBDA[i & 63];
        }
        return sum;
    }

    /** Its initialiser calls what loops, what is recursive, and what is called by the library. */
    private static final class Table {
        private static final int[] VALUES = filled(64);
        private static final int[] FROM_LAMBDA = new int[64];

        static {
            Arrays.setAll(FROM_LAMBDA, i -> binary(3, i) + bits(i));
        }

        private static int[] filled(int length) {
            int[] values = new int[length];
            for (int i = 0; i < length; i++) {
                values[i] = i * i + bits(i);
            }
            return values;
        }
    }

    private static int bits(int x) {
        int bits = 0;
        for (int rest = x; rest != 0; rest >>>= 1) {
            bits += rest & 1;
        }
        return bits;
    }

    static int strings(int n) {
        int sum = 0;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append(i).append(',');
            if (text.length() > 60) {
                String whole = text + "!" + i;
                sum = sum * 31 + whole.hashCode();
                text.setLength(0);
            }
        }
        return sum + text.length();
    }

    /** The receiver waits on the operand stack while an argument loops. */
    static int arguments(int n) {
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < n; i++) {
            map.put(i & 63, (i & 1) == 0 ? bits(i) : bits(i * 3) + 1);
            map.merge(i & 31, bits(i + 1), (one, other) -> one * 31 + other + bits(one));
        }
        int sum = 0;
        for (int i = 0; i < 64; i++) {
            sum = sum * 31 + map.getOrDefault(i, bits(i));
        }
        return sum;
    }

    static int shortCircuit(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            if ((bits(i) > 3 && bits(sum) > 9) || (bits(i ^ sum) & 1) == 0) {
                sum = mix(sum, bits(sum) > 8 || bits(i) == 2, (i & 4) == 0 ? bits(i) * 0.5 : 1.25);
            }
            sum++;
        }
        return sum;
    }

    private static int mix(int sum, boolean even, double share) {
        return sum * 31 + (even ? 1 : 0) + (int) (share * 8);
    }

    static int innerClass(int n) {
        int[] sum = {3};
        class Counter {
            private final int step;

            Counter(int step) {
                this.step = step;
            }

            void count() {
                for (int i = 0; i < n; i += step) {
                    sum[0] = sum[0] * 31 + i + step;
                }
            }
        }
        new Counter(1).count();
        new Counter(2).count();
        return sum[0];
    }
}
