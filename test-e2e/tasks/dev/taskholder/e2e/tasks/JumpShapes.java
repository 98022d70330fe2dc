package dev.taskholder.e2e.tasks;

/** Loops with more than one way in their body, or out of it. */
final class JumpShapes {
    private JumpShapes() {}

    static int whileTrue(int n) {
        int sum = 0;
        int i = 0;
        while (true) {
            sum = sum * 31 + i;
            if (++i >= n) {
                break;
            }
        }
        return sum;
    }

    static int doWhile(int n) {
        int sum = 0;
        int i = 0;
        do {
            sum = sum * 31 + i;
        } while (++i < n);
        return sum;
    }

    static int labels(int n) {
        int sum = 0;
        int done = 0;
        outer:
        while (true) {
            for (int i = 0; i < 100; i++) {
                if (++done > n) {
                    break outer;
                }
                if ((sum & 31) == 7) {
                    sum++;
                    continue outer;
                }
                if ((sum & 63) == 9) {
                    sum += 3;
                    continue;
                }
                sum = sum * 31 + i;
            }
        }
        return sum;
    }

    /** The inner loop goes on with the outer one, without anything in between: both have the same head. */
    static int sharedHead(int n) {
        int sum = 0;
        int i = 0;
        outer:
        while (i < n) {
            while (i % 5 != 3) {
                sum = sum * 31 + i++;
                if (i % 7 == 0) {
                    continue outer;
                }
                if (i >= n) {
                    break outer;
                }
            }
            i++;
        }
        return sum;
    }

    @SuppressWarnings("fallthrough") // one of the shapes
    static int selection(int n) {
        int sum = 1;
        for (int i = 0; i < n; i++) {
            switch (sum & 7) {
                case 0:
                    sum += i;
                    continue;
                case 1, 2:
                    sum ^= i; // and what 3 does
                case 3:
                    sum = sum * 31 + 1;
                    break;
                case 4:
                    for (int j = 0; j < (i & 3); j++) {
                        sum += j * i;
                    }
                    break;
                default:
                    sum = sum * 17 + i;
            }
        }
        return sum;
    }

    static int manyWaysOut(int n) {
        int sum = 0;
        for (int i = 0; ; i++) {
            sum += first(sum & 1023, n);
            if (i >= n / 8) {
                return sum;
            }
        }
    }

    private static int first(int from, int n) {
        for (int i = from; i - from < n; i++) {
            if ((i & 15) == 9 && n <= 1 << 20) {
                return i;
            }
            if (i - from == 100 && n <= 1 << 20) {
                break;
            }
        }
        return from + 1;
    }
}
