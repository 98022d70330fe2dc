package dev.taskholder.demo;

/** The iteration {@code z → z² + c} from 0: it escapes when |z| exceeds 2. Only + − ×, so that every machine gets the same. */
final class Orbit {
    private static final double ESCAPED = 4; // |z|²

    private double cx;
    private double cy;
    private double x;
    private double y;
    private int iterations;

    /** Begins anew with another {@code c}. */
    void start(double newCx, double newCy) {
        cx = newCx;
        cy = newCy;
        x = 0;
        y = 0;
        iterations = 0;
    }

    /** Iterates until {@code limit} iterations have been done, or it has escaped. */
    void run(int limit) {
        double re = x;
        double im = y;
        int done = iterations;
        while (done < limit && re * re + im * im <= ESCAPED) {
            double next = re * re - im * im + cx;
            im = 2 * re * im + cy;
            re = next;
            done++;
        }
        x = re;
        y = im;
        iterations = done;
    }

    boolean hasEscaped() {
        return x * x + y * y > ESCAPED;
    }

    int iterations() {
        return iterations;
    }
}
