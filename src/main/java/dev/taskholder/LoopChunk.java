package dev.taskholder;

/**
 * Where a chunk of a counted loop ends. Called by compiled code alone, in a module of TeaVM's: the compiler plugin has loops run in
 * chunks, with a checkpoint after each.
 *
 * <p>{@code below}, {@code atMost}, {@code above} and {@code atLeast} are named for what holds between counter and bound while the loop
 * goes on. Each returns the value that the counter has after {@code iterations} more, at least one, or where the loop ends if that is
 * sooner; the counter itself if the loop has ended. The counter may overflow on the way, as it would in the loop.
 */
final class LoopChunk {
    private LoopChunk() {}

    static int below(int counter, int bound, int iterations) {
        int chunk = Math.max(1, iterations);
        int distance = bound - counter; // negative if it is 2³¹ or more
        return counter >= bound ? counter : distance > 0 && distance <= chunk ? bound : counter + chunk;
    }

    static int atMost(int counter, int bound, int iterations) {
        int chunk = Math.max(1, iterations);
        int distance = bound - counter;
        return counter > bound ? counter : distance >= 0 && distance < chunk ? bound + 1 : counter + chunk;
    }

    static int above(int counter, int bound, int iterations) {
        int chunk = Math.max(1, iterations);
        int distance = counter - bound;
        return counter <= bound ? counter : distance > 0 && distance <= chunk ? bound : counter - chunk;
    }

    static int atLeast(int counter, int bound, int iterations) {
        int chunk = Math.max(1, iterations);
        int distance = counter - bound;
        return counter < bound ? counter : distance >= 0 && distance < chunk ? bound - 1 : counter - chunk;
    }

    static int below(int counter, int bound, int step, int iterations) {
        return counter >= bound ? counter : counter + step * steps((long) bound - counter - 1, step, iterations);
    }

    static int atMost(int counter, int bound, int step, int iterations) {
        return counter > bound ? counter : counter + step * steps((long) bound - counter, step, iterations);
    }

    static int above(int counter, int bound, int step, int iterations) {
        return counter <= bound ? counter : counter - step * steps((long) counter - bound - 1, step, iterations);
    }

    static int atLeast(int counter, int bound, int step, int iterations) {
        return counter < bound ? counter : counter - step * steps((long) counter - bound, step, iterations);
    }

    static long below(long counter, long bound, int step, int iterations) {
        return counter >= bound ? counter : counter + (long) step * steps(bound - counter - 1, step, iterations);
    }

    static long atMost(long counter, long bound, int step, int iterations) {
        return counter > bound ? counter : counter + (long) step * steps(bound - counter, step, iterations);
    }

    static long above(long counter, long bound, int step, int iterations) {
        return counter <= bound ? counter : counter - (long) step * steps(counter - bound - 1, step, iterations);
    }

    static long atLeast(long counter, long bound, int step, int iterations) {
        return counter < bound ? counter : counter - (long) step * steps(counter - bound, step, iterations);
    }

    /** How many steps go beyond {@code distance}, from 1 to {@code iterations}; a negative distance is 2⁶³ or more. */
    private static int steps(long distance, int step, int iterations) {
        int chunk = Math.max(1, iterations);
        return distance < 0 || distance >= (long) chunk * step ? chunk : (int) distance / step + 1;
    }

    /**
     * A bound for a chunk whose step is a variable, of a loop that goes on while the counter is below or at {@code bound}: not above it,
     * and such that one iteration is made if the loop makes one. A step that is not positive has no chunks.
     */
    static int stepping(int counter, int bound, int step, int iterations) {
        long end = counter + (long) step * Math.max(1, iterations);
        return step <= 0 || end >= bound ? bound : (int) end;
    }

    /** About how often {@code step} fits into {@code distance}: a shift is cheaper than a division. */
    static int steps(int distance, int step) {
        return distance >>> (31 - Integer.numberOfLeadingZeros(step | 1));
    }
}
