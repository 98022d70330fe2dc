package dev.taskholder.demo;

import dev.taskholder.NoCheckpoints;

/**
 * One A* search on a {@link Terrain}, a cell at a time: steps to 8 sides, a diagonal one costs √2 and needs both cells beside it free.
 *
 * <p>Costs are kept as numbers of steps, straight and diagonal, and only compared as {@code straight + diagonal × √2}. So equal
 * costs are equal, in whatever order the steps come, and no two different ones are taken for each other: on the largest terrain they
 * are at least 4·10⁻⁸ apart, ten times what rounding does. That makes the path found a true optimum.
 *
 * <p>Nothing here can suspend, boxes or allocates while it searches, but for queues that grow.
 */
@NoCheckpoints // its loops are short, and the one around them has a checkpoint
final class PathSearch {
    private static final double SQRT_2 = 1.4142135623730951;
    /** The steps, straight ones first. */
    private static final int[] STEP_X = {1, 0, -1, 0, 1, -1, -1, 1};

    private static final int[] STEP_Y = {0, 1, 0, -1, 1, 1, -1, -1};
    private static final int FIRST_DIAGONAL = 4;
    private static final byte NOT_REACHED = 0;
    /** {@link #cameBy} of the cell the search began with. */
    private static final byte BEGAN_HERE = 9;

    private final Terrain terrain;
    private final int to;
    private final int toX;
    private final int toY;
    private final CellQueue open;
    /** The steps of the best way to each cell that is known. */
    private final int[] straight;

    private final int[] diagonal;
    /** Its last step, plus one. */
    private final byte[] cameBy;

    private final Points reached = new Points();
    private int expanded;
    private boolean found;

    /** Prepares a search from one free cell to another, or to itself. */
    PathSearch(Terrain terrain, int from, int to) {
        int size = terrain.width * terrain.height;
        this.terrain = terrain;
        this.to = to;
        this.toX = to % terrain.width;
        this.toY = to / terrain.width;
        open = new CellQueue(size);
        straight = new int[size];
        diagonal = new int[size];
        cameBy = new byte[size];
        reach(from, from % terrain.width, from / terrain.width, 0, 0, BEGAN_HERE);
    }

    boolean isOver() {
        return found || open.isEmpty();
    }

    boolean isFound() {
        return found;
    }

    /** How many cells have been expanded. */
    int expanded() {
        return expanded;
    }

    /** The cells that came into the search since the last call, as {@code x, y …}; each cell comes once. */
    int[] takeReached() {
        return reached.take();
    }

    /** Expands the most promising cell: looks where one can go from there. Not to be called when the search is over. */
    void expand() {
        int cell = open.poll();
        expanded++;
        if (cell == to) {
            found = true;
            return;
        }
        int x = cell % terrain.width;
        int y = cell / terrain.width;
        for (int step = 0; step < STEP_X.length; step++) {
            int nextX = x + STEP_X[step];
            int nextY = y + STEP_Y[step];
            if (!terrain.isFree(nextX, nextY)) {
                continue;
            }
            boolean isDiagonal = step >= FIRST_DIAGONAL;
            if (isDiagonal && !(terrain.isFree(nextX, y) && terrain.isFree(x, nextY))) {
                continue; // that would cut a corner
            }
            int next = nextY * terrain.width + nextX;
            int nextStraight = straight[cell] + (isDiagonal ? 0 : 1);
            int nextDiagonal = diagonal[cell] + (isDiagonal ? 1 : 0);
            if (cameBy[next] == NOT_REACHED
                    || cost(nextStraight, nextDiagonal) < cost(straight[next], diagonal[next])) {
                reach(next, nextX, nextY, nextStraight, nextDiagonal, (byte) (step + 1));
            }
        }
    }

    /** The cost of the path found. */
    double cost() {
        return cost(straight[to], diagonal[to]);
    }

    /** The path found, as {@code x, y …}, both ends included. */
    int[] path() {
        int cells = straight[to] + diagonal[to] + 1;
        int[] path = new int[2 * cells];
        int x = toX;
        int y = toY;
        for (int i = cells - 1; i >= 0; i--) {
            path[2 * i] = x;
            path[2 * i + 1] = y;
            int step = cameBy[y * terrain.width + x] - 1;
            if (i > 0) {
                x -= STEP_X[step];
                y -= STEP_Y[step];
            }
        }
        return path;
    }

    private void reach(int cell, int x, int y, int straightSteps, int diagonalSteps, byte step) {
        if (cameBy[cell] == NOT_REACHED) {
            reached.add(x, y);
        }
        straight[cell] = straightSteps;
        diagonal[cell] = diagonalSteps;
        cameBy[cell] = step;
        // What is left at least: the octile distance. It never falls by more than a step costs, so a cell once expanded
        // stays done.
        int dx = Math.abs(x - toX);
        int dy = Math.abs(y - toY);
        int restDiagonal = Math.min(dx, dy);
        int restStraight = Math.max(dx, dy) - restDiagonal;
        open.put(
                cell,
                cost(straightSteps + restStraight, diagonalSteps + restDiagonal),
                cost(restStraight, restDiagonal));
    }

    private static double cost(int straightSteps, int diagonalSteps) {
        return straightSteps + diagonalSteps * SQRT_2;
    }
}
