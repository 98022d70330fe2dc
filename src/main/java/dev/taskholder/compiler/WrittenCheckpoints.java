package dev.taskholder.compiler;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.common.DominatorTree;
import org.teavm.common.GraphUtils;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.util.ProgramUtils;

/**
 * Which loops need no checkpoint because one is written in them: each iteration makes a call that is one by law K1. That is most loops
 * that talk to somebody, and leaving them as they are keeps a module small.
 */
final class WrittenCheckpoints {
    private static final Map<String, Set<String>> CHECKPOINTS = Map.of(
            "dev.taskholder.TaskContext", Set.of("checkpoint", "sleep", "emit", "call", "await"),
            "dev.taskholder.TaskHandle", Set.of("join", "awaitOutcome"),
            "dev.taskholder.Receiver", Set.of("receive", "receiveOrClosed"),
            "dev.taskholder.Sender", Set.of("send"),
            "dev.taskholder.Channel", Set.of("receive", "receiveOrClosed", "send"));

    private final DominatorTree dominators;

    WrittenCheckpoints(Program program) {
        dominators = GraphUtils.buildDominatorTree(ProgramUtils.buildControlFlowGraph(program));
    }

    /** Takes those loops out of the nests they are in. */
    List<NaturalLoop> takeOut(List<NaturalLoop> loops) {
        List<NaturalLoop> withOne = loops.stream().filter(this::hasOne).toList();
        withOne.forEach(NaturalLoop::takeOut);
        return loops.stream().filter(loop -> !withOne.contains(loop)).toList();
    }

    private boolean hasOne(NaturalLoop loop) {
        return loop.blocks.stream().anyMatch(block -> isPassedEachTime(block, loop) && isCheckpoint(block));
    }

    private boolean isPassedEachTime(BasicBlock block, NaturalLoop loop) {
        return loop.latches.stream().allMatch(latch -> dominators.dominates(block.getIndex(), latch.getIndex()));
    }

    private static boolean isCheckpoint(BasicBlock block) {
        for (Instruction instruction : block) {
            if (instruction instanceof InvokeInstruction invoke && isCheckpoint(invoke.getMethod())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCheckpoint(MethodReference method) {
        return CHECKPOINTS.getOrDefault(method.getClassName(), Set.of()).contains(method.getName());
    }
}
