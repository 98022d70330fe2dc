package dev.taskholder.demo;

/** Colours for how long an orbit took to escape, from dark blue by white and orange round to dark blue. */
final class Palette {
    private static final int[] RED = {0, 32, 237, 255, 48};
    private static final int[] GREEN = {7, 107, 255, 170, 2};
    private static final int[] BLUE = {100, 203, 255, 0, 20};
    /** Shades from one of these colours to the next. */
    private static final int SHADES = 32;

    private static final double SPREAD = 24;

    private Palette() {}

    /** Writes the colour of a pixel as RGBA. Those that did not escape are black. */
    static void paint(byte[] row, int pixel, int iterations, boolean hasEscaped) {
        int at = 4 * pixel;
        row[at + 3] = (byte) 255;
        if (!hasEscaped) {
            return;
        }
        // Most pixels escape soon: the root gives them more shades. Unlike other roots and logs it is exact everywhere.
        int shade = (int) (Math.sqrt(iterations) * SPREAD) % (RED.length * SHADES);
        int colour = shade / SHADES;
        int next = (colour + 1) % RED.length;
        int part = shade % SHADES;
        row[at] = mixed(RED, colour, next, part);
        row[at + 1] = mixed(GREEN, colour, next, part);
        row[at + 2] = mixed(BLUE, colour, next, part);
    }

    private static byte mixed(int[] values, int colour, int next, int part) {
        return (byte) ((values[colour] * (SHADES - part) + values[next] * part) / SHADES);
    }
}
