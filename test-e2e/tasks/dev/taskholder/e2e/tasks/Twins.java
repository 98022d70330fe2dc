package dev.taskholder.e2e.tasks;

import dev.taskholder.NoCheckpoints;

/** Methods with loops that {@link TwinShapes} calls. */
class Twins {
    private int sum;

    Twins(int start) {
        sum = start;
    }

    static int count(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum = sum * 31 + i;
        }
        return sum;
    }

    final void nothing(int n) {
        for (int i = 0; i < n; i++) {
            sum = sum * 31 + i;
        }
    }

    int total() {
        return sum;
    }

    static long longs(int n) {
        long product = 1L << 40;
        for (long i = n; i >= 0; i -= 2) {
            product = product * 31 + i + count(1);
        }
        return product;
    }

    static double doubles(int n) {
        double value = 0;
        int i = 0;
        do {
            value = value * 0.5 + i;
        } while (i++ < n);
        return value;
    }

    final float floats(int n) {
        float value = sum;
        for (int i = 0; i < n; i++) {
            value = value * 0.25f + i;
        }
        return value;
    }

    static char chars(int n) {
        char letter = 'a';
        for (int i = 0; i < n; i++) {
            letter = (char) (letter + i);
        }
        return letter;
    }

    static boolean booleans(int n) {
        boolean odd = false;
        for (int i = 0; i < n; i++) {
            odd ^= (i & 5) == 1;
        }
        return odd;
    }

    static byte bytes(int n) {
        byte value = 1;
        for (int i = 0; i < n; i++) {
            value = (byte) (value * 3 + i);
        }
        return value;
    }

    static String text(int n) {
        String text = "";
        for (int i = 0; i < n; i++) {
            text = (text + i % 10).substring(text.length() > 8 ? 3 : 0);
        }
        return text;
    }

    final int[][] grid(int n) {
        int[][] grid = new int[4][];
        for (int i = 0; i < n; i++) {
            grid[i & 3] = new int[i & 7];
        }
        for (int i = 0; i < 4; i++) {
            grid[i] = grid[i] == null ? new int[1] : grid[i];
        }
        return grid;
    }

    static int fails(int n, int how) {
        int sum = how;
        for (int i = 0; i < n; i++) {
            sum = sum * 31 + i;
            if (i == 2 && how == 1) {
                throw new IllegalStateException("at " + sum);
            }
            if (i == 2) {
                throw new ArithmeticException();
            }
        }
        return sum;
    }

    /** Its handler is in the loop that it goes back to the beginning of. */
    static int retried(int n) {
        int tries = 0;
        int sum = 0;
        while (true) {
            try {
                for (int i = sum & 3; ; i++) {
                    tries++;
                    sum = sum * 31 + i;
                    if (tries >= n) {
                        return sum;
                    }
                    if (i % 5 == 4) {
                        throw new IllegalStateException();
                    }
                }
            } catch (IllegalStateException e) {
                sum += count(tries & 3);
            }
        }
    }

    static int locked(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            synchronized (Twins.class) {
                sum = sum * 31 + count(i & 1);
            }
        }
        return sum;
    }

    @NoCheckpoints
    static int exempt(int n) {
        int sum = n;
        for (int i = 0; i < n; i++) {
            sum = sum * 5 + i;
        }
        return sum;
    }

    /** Has what {@link Mixed} gives it, and statics of the class it extends. */
    static final class Inner extends Twins implements Mixed {
        Inner() {
            super(9);
        }

        int mixed(int n) {
            return ofAll(n) + count(n) + Inner.bytes(n) + part(n);
        }

        private int part(int n) {
            int sum = 4;
            for (int i = 0; i < n; i++) {
                sum = sum * 3 + i;
            }
            return sum;
        }
    }

    interface Mixed {
        static int of(int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                sum = sum * 31 + Twins.count(i & 1);
            }
            return sum;
        }

        default int ofAll(int n) {
            int sum = part(n);
            for (int i = 0; i < n; i++) {
                sum = sum * 13 + i;
            }
            return sum;
        }

        private int part(int n) {
            int sum = 8;
            for (int i = 0; i < n; i++) {
                sum = sum * 7 + i;
            }
            return sum;
        }
    }

    record Pair(int one, int other) {
        int times(int n) {
            int sum = one;
            for (int i = 0; i < n; i++) {
                sum = sum * 31 + other;
            }
            return sum;
        }
    }

    enum Level {
        LOW,
        HIGH {
            @Override
            int of(int n) {
                return step(n) + 1;
            }
        };

        int of(int n) {
            return step(n);
        }

        final int step(int n) {
            int sum = compareTo(LOW);
            for (int i = 0; i < n; i++) {
                sum = sum * 31 + name().length();
            }
            return sum;
        }
    }
}
