package dev.taskholder.compiler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;

/** Which loops need no checkpoint because they run a few times, known beforehand, and how many units an iteration of the others takes. */
final class SmallLoops {
    /** A loop that takes no more in all is over in about a microsecond. */
    private static final int MAX_UNITS = 1024;

    private final Units units;
    private final Definitions definitions;
    private final Map<NaturalLoop, Integer> whole = new HashMap<>();
    private final Map<NaturalLoop, Integer> iteration = new HashMap<>();

    SmallLoops(Units units, Definitions definitions) {
        this.units = units;
        this.definitions = definitions;
    }

    /** To be asked for each loop after those inside it. */
    void measure(NaturalLoop loop, @Nullable CountedLoop counted) {
        int own = 0;
        for (BasicBlock block : loop.blocks) {
            if (loop.children.stream().noneMatch(child -> child.contains(block))) {
                own += units.of(block);
            }
        }
        boolean isSmall = counted != null;
        for (NaturalLoop child : loop.children) {
            isSmall &= isSmall(child);
            own += whole.getOrDefault(child, 0);
        }
        iteration.put(loop, own);
        long trips = counted == null ? -1 : counted.trips(loop, definitions);
        if (isSmall && trips >= 0 && trips * own <= MAX_UNITS) {
            whole.put(loop, (int) trips * own);
        }
    }

    boolean isSmall(NaturalLoop loop) {
        return whole.containsKey(loop);
    }

    int unitsOfIteration(NaturalLoop loop) {
        return iteration.getOrDefault(loop, 1);
    }

    /** Without those that are small. */
    List<NaturalLoop> others(List<NaturalLoop> loops) {
        return loops.stream().filter(loop -> !isSmall(loop)).toList();
    }
}
