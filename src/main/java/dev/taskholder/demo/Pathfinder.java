package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the cheapest path on a map of cells, and tells how far it has looked. Steps go to 8 sides; a diagonal one costs √2 and needs
 * both cells beside it free.
 */
public final class Pathfinder implements Task<Data, Map<String, Object>> {
    /** Cells expanded between two outputs: by count and not by time, so that the outputs are always the same. */
    private static final int OUTPUT_STEP = 64;

    /**
     * Input {@code width}, {@code height} (at least 1, together at most 2²² cells), {@code cells} (a byte each, row by row, 0 = free),
     * {@code from} and {@code to} (free cells, {@code [x, y]}).
     *
     * <p>Outputs, every 64 cells and at the end, {@code expanded} (how many cells so far) and {@code frontier} (the cells reached since
     * the output before, {@code x, y …}).
     *
     * <p>Result: {@code found}; {@code cost}, of the cheapest path, infinite if there is none; {@code path}, {@code x, y …} with both
     * ends, empty if there is none; {@code expanded}.
     *
     * @throws dev.taskholder.DataException if the input is not such a map with two free cells
     */
    @Override
    public Map<String, Object> run(Data input, TaskContext context) {
        Terrain terrain = Terrain.read(input);
        int from = terrain.freeCell(input, "from");
        int to = terrain.freeCell(input, "to");
        PathSearch search = new PathSearch(terrain, from, to);
        while (!search.isOver()) {
            context.checkpoint();
            search.expand();
            if (search.isOver() || search.expanded() % OUTPUT_STEP == 0) {
                context.emit(output(search));
            }
        }
        return result(search);
    }

    private static Map<String, Object> output(PathSearch search) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("expanded", search.expanded());
        output.put("frontier", search.takeReached());
        return output;
    }

    private static Map<String, Object> result(PathSearch search) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("found", search.isFound());
        result.put("cost", search.isFound() ? search.cost() : Double.POSITIVE_INFINITY);
        result.put("path", search.isFound() ? search.path() : new int[0]);
        result.put("expanded", search.expanded());
        return result;
    }
}
