package dev.taskholder.demo;

import dev.taskholder.Data;
import java.util.List;

/** The map of a {@link Pathfinder}: free cells and walls. A cell's number is {@code y × width + x}. */
final class Terrain {
    /** A search needs 14 bytes a cell, and memory that runs out is not an exception: it ends every task of the worker. */
    static final int MAX_CELLS = 1 << 22;

    final int width;
    final int height;
    private final byte[] cells;

    private Terrain(int width, int height, byte[] cells) {
        this.width = width;
        this.height = height;
        this.cells = cells;
    }

    /**
     * Reads {@code width}, {@code height} and {@code cells}.
     *
     * @throws dev.taskholder.DataException if there are no cells, more than {@link #MAX_CELLS}, or not width × height
     */
    static Terrain read(Data input) {
        int width = side(input, "width");
        int height = side(input, "height");
        long size = (long) width * height;
        if (size > MAX_CELLS) {
            throw input.mismatch("width × height of at most " + MAX_CELLS, Long.toString(size));
        }
        byte[] cells = input.getBytes("cells");
        if (cells.length != size) {
            throw input.field("cells").mismatch(size + " bytes, width × height", Integer.toString(cells.length));
        }
        return new Terrain(width, height, cells);
    }

    /**
     * Reads the cell {@code name}, given as {@code [x, y]}.
     *
     * @throws dev.taskholder.DataException if it is outside of the map, or a wall
     */
    int freeCell(Data input, String name) {
        Data field = input.field(name);
        List<Data> point = input.getList(name);
        if (point.size() != 2) {
            throw field.mismatch("[x, y]", "a list of " + point.size());
        }
        int x = point.get(0).asInt();
        int y = point.get(1).asInt();
        String got = "[" + x + ", " + y + "]";
        if (x < 0 || y < 0 || x >= width || y >= height) {
            throw field.mismatch("a cell from [0, 0] to [" + (width - 1) + ", " + (height - 1) + "]", got);
        }
        if (!isFree(x, y)) {
            throw field.mismatch("a free cell", got + ", a wall");
        }
        return y * width + x;
    }

    /** Whether one can stand there; nobody can outside of the map. */
    boolean isFree(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && cells[y * width + x] == 0;
    }

    private static int side(Data input, String name) {
        int side = input.getInt(name);
        if (side < 1) {
            throw input.field(name).mismatch("an integer ≥ 1");
        }
        return side;
    }
}
