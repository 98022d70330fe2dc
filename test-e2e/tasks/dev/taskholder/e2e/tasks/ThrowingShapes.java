package dev.taskholder.e2e.tasks;

/** Loops in and around blocks that something is thrown out of, or that are locked. */
final class ThrowingShapes {
    private static final Object LOCK = new Object();

    private ThrowingShapes() {}

    static int caughtInLoop(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            try {
                sum = sum * 31 + part(i);
            } catch (IllegalStateException e) {
                sum ^= i;
            } finally {
                sum++;
            }
        }
        return sum;
    }

    private static int part(int i) {
        if (i % 5 == 4) {
            throw new IllegalStateException();
        }
        return i;
    }

    static int caughtAroundLoop(int n) {
        int sum = 0;
        int i = 0;
        while (i < n) {
            try {
                for (; i < n; i++) {
                    sum = sum * 31 + part(i);
                }
            } catch (IllegalStateException e) {
                sum ^= i++;
            }
        }
        return sum;
    }

    static int thrownFromTheMiddle(int n) {
        int[] few = new int[50];
        int sum = 0;
        for (int round = 0; round <= n / 50; round++) {
            try {
                for (int i = 0; i < n; i++) {
                    few[n > 1 << 20 ? i % 50 : i] += i;
                    sum = sum * 31 + few[i % 50];
                }
            } catch (ArrayIndexOutOfBoundsException e) {
                sum += few[round % 50];
            }
        }
        return sum;
    }

    static int loopsInFinally(int n) {
        int sum = 0;
        for (int i = 0; i < n / 8; i++) {
            try {
                sum += part(i);
            } catch (IllegalStateException e) {
                for (int j = 0; j < 8; j++) {
                    sum = sum * 31 + j;
                }
            } finally {
                for (int j = i & 7; j < 16; j++) {
                    sum = sum * 17 + j;
                }
            }
        }
        return sum;
    }

    /** A handler is the head of the loop. */
    @SuppressWarnings("RedundantControlFlow") // that is the shape
    static int again(int n) {
        int sum = 0;
        int i = 0;
        while (true) {
            try {
                if (i >= n) {
                    return sum;
                }
                sum = sum * 31 + part(i++);
            } catch (IllegalStateException e) {
                continue;
            }
        }
    }

    static int returnInFinally(int n) {
        int sum = 0;
        for (int i = 0; i < n / 4; i++) {
            sum = sum * 31 + countedInFinally(i);
        }
        return sum;
    }

    private static int countedInFinally(int i) {
        int sum = 0;
        try {
            for (int j = 0; j < 9; j++) {
                sum += part(i + j);
                if (sum > 20) {
                    return sum;
                }
            }
        } catch (IllegalStateException e) {
            return sum * 3;
        } finally {
            sum = -1;
        }
        return sum;
    }

    static int lockedAround(int n) {
        int sum = 0;
        synchronized (LOCK) {
            for (int i = 0; i < n; i++) {
                sum = sum * 31 + i;
            }
        }
        return sum + locked(n);
    }

    private static synchronized int locked(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum = sum * 17 ^ i;
        }
        return sum;
    }

    static int lockedInLoop(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            synchronized (LOCK) {
                if (i % 11 == 10) {
                    continue;
                }
                sum = sum * 31 + i;
            }
        }
        return sum;
    }
}
