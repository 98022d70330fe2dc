package dev.taskholder.demo;

import dev.taskholder.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A map for a {@link Pathfinder}, and where to go on it. */
final class Question {
    final int fromX;
    final int fromY;
    final int toX;
    final int toY;
    private final int width;
    private final int height;
    private final byte[] cells;

    /** Asks for the way from one cell to another, both given by their numbers, and frees them. */
    Question(int width, int height, byte[] cells, int from, int to) {
        this.width = width;
        this.height = height;
        this.cells = cells;
        cells[from] = 0;
        cells[to] = 0;
        fromX = from % width;
        fromY = from / width;
        toX = to % width;
        toY = to / width;
    }

    /** A map as it is drawn: {@code #} is a wall, the way leads from {@code A} to {@code B}; without a {@code B} back to {@code A}. */
    static Question drawn(String... rows) {
        String all = String.join("", rows);
        byte[] cells = new byte[all.length()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) (all.charAt(i) == '#' ? 1 : 0);
        }
        int from = all.indexOf('A');
        int to = all.indexOf('B') < 0 ? from : all.indexOf('B');
        return new Question(rows[0].length(), rows.length, cells, from, to);
    }

    /** A map of up to {@code side} by {@code side} cells, from nearly open to nearly closed, both ends free and anywhere. */
    static Question random(Random random, int side) {
        int width = 1 + random.nextInt(side);
        int height = 1 + random.nextInt(side);
        byte[] cells = scattered(random, width * height, random.nextDouble() * 0.5);
        return new Question(width, height, cells, random.nextInt(cells.length), random.nextInt(cells.length));
    }

    /** From one corner to the other of a map with walls here and there. */
    static Question corners(Random random, int width, int height) {
        byte[] cells = scattered(random, width * height, 0.3);
        return new Question(width, height, cells, 0, cells.length - 1);
    }

    private static byte[] scattered(Random random, int size, double share) {
        byte[] cells = new byte[size];
        for (int i = 0; i < size; i++) {
            cells[i] = (byte) (random.nextDouble() < share ? 1 + random.nextInt(255) : 0);
        }
        return cells;
    }

    /** The input, to be changed at will. */
    Map<String, Object> input() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("width", width);
        input.put("height", height);
        input.put("cells", cells);
        input.put("from", List.of(fromX, fromY));
        input.put("to", List.of(toX, toY));
        return input;
    }

    /** What the pathfinder answers. */
    RecordedRun<Map<String, Object>> solve() {
        return RecordedRun.undisturbed(new Pathfinder(), Data.of(input()));
    }

    ReferencePaths reference() {
        return new ReferencePaths(width, height, cells);
    }

    /** The cost of the cheapest path, infinite if there is none. */
    double cheapest() {
        return reference().cheapest(fromX, fromY, toX, toY);
    }
}
