package dev.taskholder.compiler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.common.DominatorTree;
import org.teavm.common.Graph;
import org.teavm.common.GraphUtils;
import org.teavm.model.BasicBlock;
import org.teavm.model.Program;
import org.teavm.model.util.ProgramUtils;

/** Finds the natural loops of a program: an edge to a block that dominates its source closes one. */
final class LoopFinder {
    private final Program program;
    private final Graph graph;
    private final DominatorTree dominators;

    private LoopFinder(Program program) {
        this.program = program;
        this.graph = ProgramUtils.buildControlFlowGraph(program);
        this.dominators = GraphUtils.buildDominatorTree(graph);
    }

    /** The loops of {@code program}, each before those inside it. */
    static List<NaturalLoop> find(Program program) {
        return new LoopFinder(program).find();
    }

    private List<NaturalLoop> find() {
        Map<BasicBlock, NaturalLoop> byHeader = new LinkedHashMap<>();
        for (BasicBlock block : Blocks.reachable(program)) {
            for (BasicBlock target : Blocks.successors(block)) {
                if (target == block || dominators.dominates(target.getIndex(), block.getIndex())) {
                    byHeader.computeIfAbsent(target, NaturalLoop::new).latches.add(block);
                }
            }
        }
        List<NaturalLoop> loops = new ArrayList<>(byHeader.values());
        loops.forEach(this::fill);
        loops.sort(Comparator.comparingInt((NaturalLoop loop) -> loop.blocks.size())
                .reversed());
        nest(loops);
        return loops;
    }

    private void fill(NaturalLoop loop) {
        Deque<BasicBlock> work = new ArrayDeque<>(loop.latches);
        while (!work.isEmpty()) {
            BasicBlock block = work.pop();
            if (loop.blocks.add(block)) {
                for (int source : graph.incomingEdges(block.getIndex())) {
                    work.push(program.basicBlockAt(source));
                }
            }
        }
    }

    /** The parent of a loop is the smallest other one that its header is inside of. */
    private static void nest(List<NaturalLoop> largestFirst) {
        for (int i = 1; i < largestFirst.size(); i++) {
            NaturalLoop loop = largestFirst.get(i);
            for (int j = i - 1; j >= 0; j--) {
                if (largestFirst.get(j).contains(loop.header)) {
                    loop.setParent(largestFirst.get(j));
                    break;
                }
            }
        }
    }
}
