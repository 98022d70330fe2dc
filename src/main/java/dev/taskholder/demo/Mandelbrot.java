package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Draws the Mandelbrot set, a row of pixels after the other; the same bytes on every machine. */
public final class Mandelbrot implements Task<Data, Long> {
    /** So that neither a row, nor the rows of a whole output queue, exhaust the memory of the worker. */
    private static final int MAX_SIDE = 1 << 14;
    /** Iterations between two checkpoints. */
    private static final int CHECKPOINT_STEP = 1000;

    /**
     * Input {@code width} and {@code height} (pixels, 1 to 16 384), {@code maxIterations} (200), {@code view} (the part of the complex
     * plane: its centre {@code x} (−0.75) and {@code y} (0), and its {@code width} (3), more than 0).
     *
     * <p>Outputs, top to bottom, each row of pixels as bytes: red, green, blue, 255. Result: the iterations done. Saves after each row.
     *
     * @throws dev.taskholder.DataException if the input is not so
     */
    @Override
    public Long run(Data input, TaskContext context) {
        int width = side(input, "width");
        int height = side(input, "height");
        int maxIterations = input.getCount("maxIterations", 200);
        Data view = input.field("view");
        double centreX = finite(view, "x", -0.75);
        double centreY = finite(view, "y", 0);
        double viewWidth = finite(view, "width", 3);
        if (viewWidth <= 0) {
            throw view.field("width").mismatch("a number > 0");
        }
        double pixel = viewWidth / width;
        Orbit orbit = new Orbit();
        Data restored = context.restored();
        long iterations = restored.getLong("iterations", 0);
        for (int j = restored.getInt("row", 0); j < height; j++) {
            byte[] row = new byte[4 * width];
            double cy = centreY - (j + 0.5 - height / 2.0) * pixel;
            for (int i = 0; i < width; i++) {
                orbit.start(centreX + (i + 0.5 - width / 2.0) * pixel, cy);
                iterate(orbit, maxIterations, context);
                Palette.paint(row, i, orbit.iterations(), orbit.hasEscaped());
                iterations += orbit.iterations();
            }
            context.emit(row);
            context.save(Point.of("row", j + 1, "iterations", iterations));
            context.progress((j + 1.0) / height);
        }
        return iterations;
    }

    private static void iterate(Orbit orbit, int maxIterations, TaskContext context) {
        do {
            context.checkpoint();
            int left = maxIterations - orbit.iterations();
            orbit.run(orbit.iterations() + Math.min(left, CHECKPOINT_STEP));
        } while (orbit.iterations() < maxIterations && !orbit.hasEscaped());
    }

    private static int side(Data input, String name) {
        int side = input.getInt(name);
        if (side < 1 || side > MAX_SIDE) {
            throw input.field(name).mismatch("an integer from 1 to " + MAX_SIDE);
        }
        return side;
    }

    private static double finite(Data view, String name, double missing) {
        double number = view.getDouble(name, missing);
        if (!Double.isFinite(number)) {
            throw view.field(name).mismatch("a finite number");
        }
        return number;
    }
}
