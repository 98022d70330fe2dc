package dev.taskholder.shapes;

/** Recursive methods of many shapes, run with a suspension at every checkpoint and on the JVM, which must give the same. */
public final class Recursions {
    /** How many there are. */
    public static final int COUNT = 16;

    private static int cleanedUp;

    private Recursions() {}

    /** A number that depends on everything that recursion {@code which} did. */
    public static int run(int which) {
        return switch (which) {
            case 0 -> fib(14);
            case 1 -> ackermann(2, 6);
            case 2 -> Tree.sum(Tree.build(8, 1));
            case 3 -> place(new int[6], 0);
            case 4 -> quicksort(500);
            case 5 -> isEven(300) ? 1 : 2;
            case 6 -> (int) (mixed(4, 5L, 1.5f, "key") * 1000);
            case 7 -> caught(14);
            case 8 -> cleaned(9);
            case 9 -> nested(6, new long[4], new double[3]);
            case 10 -> new Counter().count(9);
            case 11 -> sideEffects(8, new StringBuilder());
            case 12 -> thrownThrough(40);
            case 13 -> overridden(8);
            case 14 -> locked(8);
            default -> mergesort(300);
        };
    }

    private static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    private static int ackermann(int m, int n) {
        return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
    }

    private static final class Tree {
        private final int value;
        private final Tree[] below;

        private Tree(int value, Tree[] below) {
            this.value = value;
            this.below = below;
        }

        static Tree build(int depth, int value) {
            return new Tree(
                    value,
                    depth == 0
                            ? new Tree[0]
                            : new Tree[] {build(depth - 1, value * 2), build(depth - 1, value * 2 + 1)});
        }

        static int sum(Tree tree) {
            int sum = tree.value;
            for (Tree each : tree.below) {
                sum = sum * 31 + sum(each);
            }
            return sum;
        }
    }

    private static int place(int[] columns, int row) {
        if (row == columns.length) {
            return 1;
        }
        int count = 0;
        for (int column = 0; column < columns.length; column++) {
            if (isSafe(columns, row, column)) {
                columns[row] = column;
                count += place(columns, row + 1);
            }
        }
        return count;
    }

    private static boolean isSafe(int[] columns, int row, int column) {
        for (int above = 0; above < row; above++) {
            if (columns[above] == column || Math.abs(columns[above] - column) == row - above) {
                return false;
            }
        }
        return true;
    }

    private static int quicksort(int length) {
        int[] values = numbers(length);
        sort(values, 0, length - 1);
        return hash(values);
    }

    private static void sort(int[] values, int from, int to) {
        if (from >= to) {
            return;
        }
        int pivot = values[(from + to) >>> 1];
        int low = from;
        int high = to;
        while (low <= high) {
            while (values[low] < pivot) {
                low++;
            }
            while (values[high] > pivot) {
                high--;
            }
            if (low <= high) {
                int value = values[low];
                values[low++] = values[high];
                values[high--] = value;
            }
        }
        sort(values, from, high);
        sort(values, low, to);
    }

    private static int mergesort(int length) {
        return hash(merged(numbers(length), 0, length));
    }

    private static int[] merged(int[] values, int from, int to) {
        if (to - from < 2) {
            return from == to ? new int[0] : new int[] {values[from]};
        }
        int middle = (from + to) / 2;
        int[] left = merged(values, from, middle);
        int[] right = merged(values, middle, to);
        int[] both = new int[to - from];
        for (int i = 0, l = 0, r = 0; i < both.length; i++) {
            both[i] = r == right.length || (l < left.length && left[l] <= right[r]) ? left[l++] : right[r++];
        }
        return both;
    }

    private static int[] numbers(int length) {
        int[] values = new int[length];
        int value = 12345;
        for (int i = 0; i < length; i++) {
            value = value * 1103515245 + 12345;
            values[i] = value >>> 4;
        }
        return values;
    }

    private static int hash(int[] values) {
        int hash = 0;
        for (int value : values) {
            hash = hash * 31 + value;
        }
        return hash;
    }

    private static boolean isEven(int n) {
        return n == 0 || isOdd(n - 1);
    }

    private static boolean isOdd(int n) {
        return n != 0 && isEven(n - 1);
    }

    private static double mixed(int n, long whole, float part, String key) {
        if (n == 0) {
            return whole + part + key.length();
        }
        double sum = 0;
        outer:
        for (int i = 0; i < 3; i++) {
            int j = 0;
            do {
                if ((i + j + n) % 3 == 0) {
                    continue outer;
                }
                sum += mixed(n - 1, whole + i, part + j, key) * 0.5;
                if (sum > 1e9) {
                    break outer;
                }
            } while (++j < 2);
            sum += i;
        }
        return sum + whole;
    }

    private static int caught(int n) {
        int result = n;
        try {
            if (n % 7 == 3) {
                throw new IllegalStateException("seven");
            }
            result += n > 1 ? caught(n - 1) : 1;
            result += n > 2 ? caught(n - 2) : 2;
        } catch (IllegalStateException e) {
            result = result * 3 + (n > 3 ? caught(n - 3) : 5);
        } finally {
            result ^= n;
        }
        return result;
    }

    private static int cleaned(int n) {
        cleanedUp = 0;
        return withFinally(n) * 31 + cleanedUp;
    }

    private static int withFinally(int n) {
        try {
            return n == 0 ? 0 : 1 + withFinally(n - 1) % 1000 + withFinally(n - 1) % 7;
        } finally {
            cleanedUp += n + 1;
        }
    }

    private static int nested(int n, long[] longs, double[] doubles) {
        longs[n % longs.length] += n;
        doubles[n % doubles.length] += 0.5;
        if (n == 0) {
            return (int) (longs[1] + doubles[1] * 2);
        }
        return nested(n - 1, longs.clone(), doubles)
                + nested(nested(n - 1, longs, doubles.clone()) % n, longs, doubles);
    }

    private static final class Counter {
        private long counted;

        int count(int n) {
            counted += n;
            boolean odd = (n & 1) == 1;
            char letter = (char) ('a' + n);
            byte small = (byte) (n * 50);
            if (n > 0) {
                count(n - 1);
                count(odd ? n - 2 : n - 3);
            }
            return (int) counted + letter + small;
        }
    }

    private static int sideEffects(int n, StringBuilder trail) {
        if (n > 0) {
            trail.append('<').append(n);
            sideEffects(n - 1, trail);
            trail.append('|');
            sideEffects(n - 2, trail);
            trail.append('>');
        }
        return trail.toString().hashCode();
    }

    private static int thrownThrough(int n) {
        try {
            return deep(n);
        } catch (IllegalArgumentException e) {
            return n * 7 + cleanedUp;
        }
    }

    private static int deep(int n) {
        cleanedUp = n == 40 ? 0 : cleanedUp + 1;
        if (n > 0) {
            return fib(4) + deep(n - 1);
        }
        throw new IllegalArgumentException();
    }

    /** What this calls is not known when compiling, so it has a checkpoint at its entry. */
    private static int overridden(int n) {
        return (n % 2 == 0 ? new Base() : new Derived()).of(n);
    }

    private static class Base {
        int of(int n) {
            return n <= 0 ? 1 : of(n - 1) + overridden(n - 2);
        }
    }

    private static final class Derived extends Base {
        @Override
        int of(int n) {
            return n <= 0 ? 2 : super.of(n - 1) * 3;
        }
    }

    private static synchronized int locked(int n) {
        return n < 2 ? n : locked(n - 1) + locked(n - 2);
    }
}
