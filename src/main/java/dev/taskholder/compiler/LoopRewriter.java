package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.util.PhiUpdater;

/** Adds checkpoints to the loops of one method. */
final class LoopRewriter {
    private final MethodHolder method;
    private final Program program;
    private final Parking parking;
    private final Units units;
    private final Map<NaturalLoop, CountedLoop> counted = new HashMap<>();
    private final List<SlowPath> slowPaths = new ArrayList<>();
    private boolean hasAdded;

    LoopRewriter(MethodHolder method, Parking parking, Units units) {
        this.method = method;
        this.program = method.getProgram();
        this.parking = parking;
        this.units = units;
    }

    /** Adds them; then each variable is assigned once again. */
    void rewrite() {
        List<NaturalLoop> all = LoopFinder.find(program);
        if (all.isEmpty()) {
            return;
        }
        SmallLoops small = measure(all);
        List<NaturalLoop> loops = new WrittenCheckpoints(program).takeOut(small.others(all));
        hasAdded = !loops.isEmpty();
        // 1. the ways out of each nest, while the loops are as they were found
        loops.stream()
                .filter(NaturalLoop::isOutermost)
                .filter(LoopRewriter::isRegular)
                .forEach(LoopExits::writeBudget);
        Set<NaturalLoop> callFree = new HashSet<>(loops);
        callFree.removeIf(loop -> parking != Parking.ALLOWED || !ChunkEnd.isWorthwhile(loop));
        // 2. the loops
        for (NaturalLoop loop : loops) {
            int iteration = small.unitsOfIteration(loop);
            CountedLoop counting = counted.get(loop);
            if (!isRegular(loop.outermost())) {
                EntryCheckpoint.insertAtLatches(loop, iteration, parking);
            } else if (counting != null) {
                slowPaths.add(ChunkedLoop.rewrite(loop, counting, iteration, callFree.contains(loop), parking));
            } else {
                slowPaths.add(StripMinedLoop.rewrite(loop, iteration, parking));
            }
        }
        updatePhis();
    }

    /** Whether a loop has got one. */
    boolean hasAdded() {
        return hasAdded;
    }

    /** Takes the variables of the loops out of the coroutine that the method will be. */
    void keepVariables(ClassHierarchy hierarchy, FrameClasses frames) {
        if (parking == Parking.ALLOWED && !slowPaths.isEmpty()) {
            Frames.insert(method, slowPaths, hierarchy, frames);
            updatePhis();
        }
    }

    private SmallLoops measure(List<NaturalLoop> outerFirst) {
        Definitions definitions = new Definitions(program);
        SmallLoops small = new SmallLoops(units, definitions);
        for (int i = outerFirst.size() - 1; i >= 0; i--) {
            NaturalLoop loop = outerFirst.get(i);
            CountedLoop recognised = CountedLoop.recognise(loop, definitions);
            if (recognised != null) {
                counted.put(loop, recognised);
            }
            small.measure(loop, recognised);
        }
        return small;
    }

    /** Whether no header in the nest is the handler of an exception, or the entry of the method, before which nothing can be put. */
    private static boolean isRegular(NaturalLoop loop) {
        return loop.header.getExceptionVariable() == null
                && loop.header.getIndex() != 0
                && loop.children.stream().allMatch(LoopRewriter::isRegular);
    }

    private void updatePhis() {
        new PhiUpdater().updatePhis(program, method.parameterCount() + 1);
    }
}
