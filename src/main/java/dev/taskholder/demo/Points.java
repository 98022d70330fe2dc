package dev.taskholder.demo;

import java.util.Arrays;

/** Gathers points as {@code x, y, x, y …}. */
final class Points {
    private int[] coordinates = new int[64];
    private int length;

    void add(int x, int y) {
        if (length == coordinates.length) {
            coordinates = Arrays.copyOf(coordinates, 2 * length);
        }
        coordinates[length++] = x;
        coordinates[length++] = y;
    }

    /** Returns the points gathered since the last call. */
    int[] take() {
        int[] taken = Arrays.copyOf(coordinates, length);
        length = 0;
        return taken;
    }
}
