package dev.taskholder.compiler;

import org.teavm.common.DominatorTree;
import org.teavm.common.Graph;
import org.teavm.common.GraphUtils;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Program;
import org.teavm.model.instructions.MonitorEnterInstruction;
import org.teavm.model.util.ProgramUtils;

/** What a method must be like for its calls to be taken off the stack and gone on with. */
final class Shape {
    private Shape() {}

    static void check(Program program) throws NotCapturable {
        Graph graph = ProgramUtils.buildControlFlowGraph(program);
        if (graph.incomingEdgesCount(0) > 0) {
            throw new NotCapturable("a loop begins where the method does");
        }
        if (GraphUtils.isIrreducible(graph)) {
            throw new NotCapturable("a loop is entered in two places");
        }
        DominatorTree dominators = GraphUtils.buildDominatorTree(graph);
        for (BasicBlock block : program.getBasicBlocks()) {
            for (BasicBlock handler : BlockSplit.handlers(block)) {
                if (handler == block || dominators.dominates(handler.getIndex(), block.getIndex())) {
                    throw new NotCapturable("an exception handler catches what it throws itself");
                }
            }
            for (Instruction instruction : block) {
                if (instruction instanceof MonitorEnterInstruction) {
                    throw new NotCapturable("it is synchronized");
                }
            }
        }
    }
}
