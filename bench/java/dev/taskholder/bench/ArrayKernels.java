package dev.taskholder.bench;

/** Kernels over arrays of numbers. The same stand in {@code bench/workers/kernels.js}. */
final class ArrayKernels {
    private static final int NUMBERS = 1 << 16;
    private static final int SIEVE = 200_000;
    private static final int SIDE = 96;

    private ArrayKernels() {}

    static int sum() {
        double[] numbers = new double[NUMBERS];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i * 0.5;
        }
        double sum = 0;
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < numbers.length; i++) {
                sum += numbers[i];
            }
        }
        return (int) (sum / NUMBERS);
    }

    static int sieve() {
        boolean[] composite = new boolean[SIEVE];
        int primes = 0;
        for (int i = 2; i < SIEVE; i++) {
            if (!composite[i]) {
                primes++;
                for (int j = i + i; j < SIEVE; j += i) {
                    composite[j] = true;
                }
            }
        }
        return primes;
    }

    static int multiply() {
        double[] a = new double[SIDE * SIDE];
        double[] b = new double[SIDE * SIDE];
        double[] c = new double[SIDE * SIDE];
        for (int i = 0; i < a.length; i++) {
            a[i] = i % 7;
            b[i] = i % 5;
        }
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                double sum = 0;
                for (int k = 0; k < SIDE; k++) {
                    sum += a[i * SIDE + k] * b[k * SIDE + j];
                }
                c[i * SIDE + j] = sum;
            }
        }
        return (int) (c[1] + c[SIDE * SIDE - 1]);
    }

    static int crc() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int entry = i;
            for (int bit = 0; bit < 8; bit++) {
                entry = (entry & 1) == 0 ? entry >>> 1 : (entry >>> 1) ^ 0xedb88320;
            }
            table[i] = entry;
        }
        byte[] bytes = new byte[1 << 18];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        int crc = -1;
        for (byte value : bytes) {
            crc = (crc >>> 8) ^ table[(crc ^ value) & 255];
        }
        return ~crc;
    }

    static int convolve() {
        int width = 256;
        int[] from = new int[width * width];
        int[] to = new int[width * width];
        for (int i = 0; i < from.length; i++) {
            from[i] = (i * 7) & 255;
        }
        for (int y = 1; y < width - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        sum += from[(y + dy) * width + x + dx] * (2 - dx * dx) * (2 - dy * dy);
                    }
                }
                to[y * width + x] = sum >> 4;
            }
        }
        int checksum = 0;
        for (int value : to) {
            checksum = checksum * 31 + value;
        }
        return checksum;
    }
}
