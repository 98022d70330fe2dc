package dev.taskholder.demo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The costs that a {@link Pathfinder} has to meet, by plain Dijkstra and from nothing it is made of. */
public final class ReferencePaths {
    private record Reached(int x, int y, double cost) {}

    private final int width;
    private final int height;
    private final byte[] cells;

    /** Looks at a map of cells, row by row; 0 is free. */
    public ReferencePaths(int width, int height, byte[] cells) {
        this.width = width;
        this.height = height;
        this.cells = cells;
    }

    /** The cost of the cheapest path, infinite if there is none. */
    public double cheapest(int fromX, int fromY, int toX, int toY) {
        double[] costs = new double[width * height];
        Arrays.fill(costs, Double.POSITIVE_INFINITY);
        PriorityQueue<Reached> queue = new PriorityQueue<>(Comparator.comparingDouble(Reached::cost));
        queue.add(new Reached(fromX, fromY, 0));
        while (!queue.isEmpty()) {
            Reached here = queue.remove();
            if (here.cost >= costs[here.y * width + here.x]) {
                continue;
            }
            costs[here.y * width + here.x] = here.cost;
            for (int dx = -1; dx <= 1; dx++) {
                for (int dy = -1; dy <= 1; dy++) {
                    if (isStep(here.x, here.y, dx, dy)) {
                        queue.add(new Reached(here.x + dx, here.y + dy, here.cost + Math.hypot(dx, dy)));
                    }
                }
            }
        }
        return costs[toY * width + toX];
    }

    /**
     * The cost of walking along {@code path}, {@code x, y …}.
     *
     * @throws AssertionError if a step of it is not allowed
     */
    double walk(int[] path) {
        int straight = 0;
        int diagonal = 0;
        for (int i = 2; i < path.length; i += 2) {
            int dx = path[i] - path[i - 2];
            int dy = path[i + 1] - path[i - 1];
            if (Math.abs(dx) > 1 || Math.abs(dy) > 1 || !isStep(path[i - 2], path[i - 1], dx, dy)) {
                throw new AssertionError("step " + i / 2 + " of " + Arrays.toString(path) + " is not allowed");
            }
            if (dx != 0 && dy != 0) {
                diagonal++;
            } else {
                straight++;
            }
        }
        return straight + diagonal * Math.sqrt(2);
    }

    private boolean isStep(int x, int y, int dx, int dy) {
        return (dx != 0 || dy != 0) && isFree(x + dx, y + dy) && isFree(x + dx, y) && isFree(x, y + dy);
    }

    private boolean isFree(int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height && cells[y * width + x] == 0;
    }
}
