package dev.taskholder.e2e.tasks;

/** Loops over arrays of each type. */
final class ArrayShapes {
    private static final int LENGTH = 64;

    private ArrayShapes() {}

    static int primitives(int n) {
        boolean[] booleans = new boolean[LENGTH];
        byte[] bytes = new byte[LENGTH];
        short[] shorts = new short[LENGTH];
        char[] chars = new char[LENGTH];
        int[] ints = new int[LENGTH];
        long[] longs = new long[LENGTH];
        float[] floats = new float[LENGTH];
        double[] doubles = new double[LENGTH];
        for (int i = 0; i < n; i++) {
            int at = i % LENGTH;
            booleans[at] = !booleans[at] ^ (i & 4) == 0;
            bytes[at] += (byte) i;
            shorts[at] ^= (short) (i * 3);
            chars[at] += (char) (booleans[at] ? 1 : 2);
            ints[at] = ints[at] * 31 + bytes[at];
            longs[at] += (long) ints[at] << 7;
            floats[at] = floats[at] / 2 + shorts[at];
            doubles[at] = doubles[at] * 0.75 + chars[at];
        }
        int sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            sum = sum * 31 + bytes[i] + shorts[i] + chars[i] + ints[i] + (int) (longs[i] >>> 5);
            sum = sum * 31 + (int) floats[i] + (int) (doubles[i] * 16);
        }
        return sum;
    }

    static int objects(int n) {
        String[] words = {"a", "bc", "def"};
        int[][] table = new int[5][7];
        Object[] any = new Object[3];
        for (int i = 0; i < n; i++) {
            String word = words[i % 3];
            table[i % 5][i % 7] += word.length() * i;
            any[i % 3] = (i & 1) == 0 ? word : table[i % 5];
        }
        int sum = 0;
        for (int[] row : table) {
            for (int value : row) {
                sum = sum * 31 + value;
            }
        }
        for (Object object : any) {
            sum = sum * 31 + (object instanceof int[] row ? row[0] : ((String) object).length());
        }
        return sum;
    }

    static int sieve(int n) {
        int length = Math.min(n, 1 << 12);
        int primes = 0;
        for (int round = 0; round <= n / length; round++) {
            boolean[] composite = new boolean[length + 1];
            for (int i = 2; i <= length; i++) {
                if (!composite[i]) {
                    primes += i;
                    for (int j = 2 * i; j <= length; j += i) {
                        composite[j] = true;
                    }
                }
            }
        }
        return primes;
    }
}
