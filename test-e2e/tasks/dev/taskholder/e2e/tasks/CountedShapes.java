package dev.taskholder.e2e.tasks;

/** Loops that count. */
final class CountedShapes {
    private static final int[] STEPS = {1, 2, 1, 3};

    private CountedShapes() {}

    static int nested(int n) {
        int sum = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < n; j++) {
                sum = sum * 31 + (i ^ j);
            }
            sum += i;
        }
        return sum;
    }

    static int threeAtATime(int n) {
        int sum = 0;
        long end = 3L * n;
        for (int i = 0; i < end; i += 3) {
            sum = sum * 31 + i;
        }
        for (int i = 1; i <= n; i += 7) {
            sum ^= i;
        }
        return sum;
    }

    static int descending(int n) {
        int sum = 0;
        for (int i = n; i > 0; i--) {
            sum = sum * 31 + i;
        }
        for (int i = n; i >= 0; i -= 2) {
            sum = sum * 17 + i;
        }
        return sum;
    }

    static int longCounter(int n) {
        long sum = 0;
        long first = 1L << 40;
        for (long i = first; i < first + n; i++) {
            sum = sum * 31 + i;
        }
        for (long i = first; i >= first - n; i -= 5) {
            sum ^= i;
        }
        return (int) (sum ^ sum >>> 32);
    }

    /** Each int is at most the bound, so only the break ends it. */
    @SuppressWarnings("ComparisonOutOfRange") // that is the shape
    static int overflowing(int n) {
        int sum = 0;
        int done = 0;
        for (int i = Integer.MAX_VALUE - n / 2; i <= Integer.MAX_VALUE; i++) {
            sum = sum * 31 + i;
            if (++done >= n) {
                break;
            }
        }
        return sum;
    }

    @SuppressWarnings("ComparisonOutOfRange") // that is the shape
    static int overflowingDown(int n) {
        int sum = 0;
        int done = 0;
        for (int i = Integer.MIN_VALUE + n / 2; i >= Integer.MIN_VALUE; i -= 2) {
            sum = sum * 31 + i;
            if (++done >= n) {
                break;
            }
        }
        return sum;
    }

    static int boundThatChanges(int n) {
        int sum = 0;
        int bound = n / 2;
        for (int i = 0; i < bound; i++) {
            sum = sum * 31 + bound - i;
            if (bound < n) {
                bound++;
            }
        }
        return sum;
    }

    static int counterThatChanges(int n) {
        int sum = 0;
        int back = 0;
        for (int i = 0; i < n; i++) {
            sum = sum * 31 + i;
            if (i % 10 == 9 && ++back % 2 == 1) {
                i -= 5;
            }
        }
        return sum;
    }

    static int untilEqual(int n) {
        int sum = 0;
        for (int i = 0; i != n; i++) {
            sum = sum * 31 + i;
        }
        return sum;
    }

    static int variableStep(int n) {
        int sum = 0;
        for (int i = 0, steps = 0; steps < n; i += STEPS[steps++ & 3]) {
            sum = sum * 31 + i;
        }
        int step = STEPS[sum & 3];
        for (long i = 0; i < n; i += step) {
            sum = sum * 17 + (int) i;
        }
        return sum;
    }

    /** Nothing comes before the loop: its head is where the method begins. */
    static int atEntry(int n) {
        while (n > 0) {
            n -= n % 97 == 0 ? 2 : 1;
            if (n == 3) {
                return n * 5;
            }
        }
        return n;
    }
}
