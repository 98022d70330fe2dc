package dev.taskholder.e2e.tasks;

import dev.taskholder.NoCheckpoints;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls of methods with loops that are sure to run one piece of code, of this class and of others. */
final class TwinShapes {
    private TwinShapes() {}

    /** A private method is none that another of its name overrides. */
    static int privateNames(int n) {
        Above[] both = {new Above(), new Below(), new Last()};
        int sum = 0;
        for (Above each : both) {
            sum = sum * 31 + each.all(n) + (each instanceof Below below ? below.own(n) : 1);
        }
        return sum * 31 + both[2].sealed(n);
    }

    private static class Above {
        int all(int n) {
            int sum = 0;
            for (int i = 0; i < 2; i++) {
                sum = sum * 31 + count(n / 8 + i) * 31 + weigh(n / 8);
            }
            for (int i = 0; i < n; i++) {
                sum ^= sum * i;
            }
            return sum;
        }

        private int count(int n) {
            int sum = 1;
            for (int i = 0; i < n; i++) {
                sum = sum * 31 + i;
            }
            return sum;
        }

        private int weigh(int n) {
            int sum = 7;
            for (int i = 0; i < n; i++) {
                sum = sum * 17 + i;
            }
            return sum;
        }

        int sealed(int n) {
            return n;
        }
    }

    private static class Below extends Above {
        int own(int n) {
            return count(n) + 5;
        }

        private int count(int n) {
            int sum = 2;
            for (int i = n; i > 0; i--) {
                sum = sum * 13 + i;
            }
            return sum;
        }

        @Override
        int sealed(int n) {
            int sum = super.sealed(n);
            for (int i = 0; i < n; i += 3) {
                sum ^= i * sum;
            }
            return sum;
        }
    }

    private static final class Last extends Below {
        final int weigh(int n) {
            int sum = 3;
            for (int i = n; i > 0; i--) {
                sum = sum * 11 + i;
            }
            return sum;
        }

        @Override
        int sealed(int n) {
            return super.sealed(n) * 3 + weigh(n);
        }
    }

    /** Names of one hash. */
    static int sameHash(int n) {
        return ofAa(n, 2) * 31 + ofBB(n, 3);
    }

    private static int ofAa(int n, int by) {
        int sum = by;
        double share = 0.5;
        for (int i = 0; i < n; i++) {
            share = share * 0.5 + i;
            sum = sum * 31 + (int) share;
        }
        return sum;
    }

    private static int ofBB(int n, int by) {
        String text = "x" + by;
        long sum = by;
        for (int i = 0; i < n; i++) {
            sum = sum * 7 + text.length() + i;
        }
        return (int) (sum ^ sum >>> 32);
    }

    /** A step that is its own opposite, in a loop without checkpoints: they need one that is positive. */
    static int leastStep(int n) {
        int step = n < 0 ? 1 : Integer.MIN_VALUE;
        int sum = 0;
        int rounds = 0;
        for (int i = 5; i < 1000; i += step) {
            sum = sum * 31 + i;
            if (++rounds == 100) {
                break;
            }
        }
        return sum + Twins.count(n);
    }

    /** Results of every type, of methods of other classes. */
    static int results(int n) {
        Twins twins = new Twins(3);
        int few = n > 1 << 20 ? n : n / 8;
        twins.nothing(few);
        double sum = twins.total() + Twins.longs(few) % 1000 + Twins.doubles(few) + twins.floats(few);
        sum += Twins.chars(few)
                + (Twins.booleans(few) ? 3 : 5)
                + Twins.bytes(few)
                + Twins.text(few).hashCode() % 77;
        for (int[] row : twins.grid(few)) {
            sum += row.length;
        }
        return (int) sum
                + Twins.Level.HIGH.of(few)
                + new Twins.Pair(3, 4).times(few)
                + Twins.Mixed.of(few)
                + new Twins.Inner().mixed(few);
    }

    @SuppressWarnings("NullAway") // on purpose
    static int nullReceiver(int n) {
        int sum = 0;
        @Nullable Twins twins = null;
        for (int i = 0; i < n; i++) {
            try {
                sum += (int) twins.floats(3);
            } catch (NullPointerException e) {
                sum = sum * 31 + i;
            } finally {
                twins = i % 3 == 0 ? new Twins(i) : null;
            }
        }
        return sum;
    }

    /** What is thrown by a method that has stopped and gone on. */
    static int thrownElsewhere(int n) {
        int sum = 0;
        String last = "";
        rows:
        for (int i = 0; i < n / 4; i++) {
            for (int j = 0; ; j++) {
                try {
                    sum += Twins.fails(j + 1, i % 3);
                } catch (IllegalStateException e) {
                    last = Objects.requireNonNull(e.getMessage());
                    sum = sum * 31 + last.length() + j;
                    continue rows;
                } catch (ArithmeticException e) {
                    sum ^= Twins.count(i & 7);
                    break;
                } finally {
                    sum += Twins.count(j & 3);
                }
            }
            sum++;
        }
        return sum + last.length() + Twins.count(n);
    }

    /** What cannot be left in the middle, called from another class as well. */
    static int noTwin(int n) {
        return Twins.retried(n / 2) * 31 + Twins.count(n / 2) + Twins.locked(n / 2);
    }

    static int merged(int n) {
        Object any = "text";
        Comparable<?> one = 5;
        Object[] row = {1, 2};
        Number number = 7;
        int sum = 0;
        for (int i = 0; i < n; i++) {
            any = i % 3 == 0 ? "s" + (i & 7) : i % 3 == 1 ? Integer.valueOf(i) : new int[] {i};
            one = i % 2 == 0 ? "even" : Integer.valueOf(i);
            row = i % 2 == 0 ? new String[] {"a", "b"} : new Integer[] {i, 2, 3};
            number = Long.valueOf(i);
            if (i % 2 == 0) {
                number = Double.valueOf(i);
            }
            sum += Twins.count(2);
            sum = sum * 31 + (any instanceof int[] ints ? ints[0] : any.hashCode()) + row.length;
            sum += one.hashCode() + number.intValue();
        }
        return sum + one.hashCode() + row.length + number.intValue();
    }

    /** Arrays of every type, other ones every time, and none at all. */
    @SuppressWarnings("NullAway")
    static int otherArrays(int n) {
        int sum = 0;
        boolean[] flags = new boolean[3];
        byte[] bytes = new byte[4];
        char[] letters = {'a', 'b'};
        short[] shorts = new short[5];
        float[] floats = new float[6];
        double[][] rows = {new double[2], null, new double[3]};
        long @Nullable [] longs = null;
        for (int round = 0; round < n / 16; round++) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] += (byte) (i + round);
                flags[i % flags.length] ^= bytes[i] > 3;
                letters[i % letters.length]++;
                shorts[i] += bytes[i];
                floats[i] += 0.5f * Twins.count(i & 1);
            }
            if (round % 7 == 0) {
                bytes = new byte[4 + round % 2];
                letters = new char[] {letters[1], (char) round};
            }
            try {
                for (double value : rows[round % rows.length]) {
                    sum += (int) value + round;
                }
                for (int i = 0; i < longs.length; i++) {
                    longs[i] += i + Twins.count(1);
                    sum += (int) longs[i];
                }
            } catch (NullPointerException e) {
                rows[round % rows.length] = new double[] {round, 2};
                longs = round % 3 == 0 ? new long[3] : null;
            }
        }
        for (int i = 0; i < shorts.length; i++) {
            sum = sum * 31 + shorts[i] + (int) floats[i] + letters[i & 1] + (flags[i % 3] ? 1 : 0);
        }
        return sum + Twins.count(n);
    }

    static int exempt(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum = sum * 31 + plain(i & 15) + Twins.exempt(i & 7);
        }
        return sum;
    }

    @NoCheckpoints
    private static int plain(int n) {
        int sum = n;
        for (int i = 0; i < n; i++) {
            sum = sum * 3 + i;
        }
        return sum;
    }
}
