package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.teavm.common.DominatorTree;
import org.teavm.common.GraphUtils;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.BranchingCondition;
import org.teavm.model.instructions.EmptyInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.util.ProgramUtils;

/**
 * The checkpoint of a recursive method: not at its entry but where all of its recursive calls are still ahead, so that the calls which
 * end the recursion, at least half of all, have none.
 */
final class TwinPoll {
    /** So that a long method, of which a call runs a part, does not use up the budget too early. */
    private static final int MAX_COST = 100;

    private TwinPoll() {}

    /** Adds the call; the way around it comes with {@link #countDown}. Null if nothing is recursive. */
    static @Nullable InvokeInstruction insert(Program program, Predicate<InvokeInstruction> recursive) {
        DominatorTree dominators = GraphUtils.buildDominatorTree(ProgramUtils.buildControlFlowGraph(program));
        List<Instruction> calls = new ArrayList<>();
        int common = -1;
        for (BasicBlock block : Blocks.reachable(program)) {
            for (Instruction instruction : block) {
                if (instruction instanceof InvokeInstruction call && recursive.test(call)) {
                    calls.add(call);
                    common = common < 0 ? block.getIndex() : dominators.commonDominatorOf(common, block.getIndex());
                }
            }
        }
        if (calls.isEmpty()) {
            return null;
        }
        BasicBlock block = program.basicBlockAt(common);
        Instruction next = block.getFirstInstruction();
        while (!calls.contains(next) && next != block.getLastInstruction()) {
            next = next.getNext();
        }
        InvokeInstruction poll = TwinRuntime.call(TwinRuntime.PASS);
        poll.setLocation(next.getLocation());
        next.insertPrevious(poll);
        if (poll.getPrevious() == null) {
            poll.insertPrevious(new EmptyInstruction()); // there must be something in front of it, to count down in
        }
        return poll;
    }

    /** Ends {@code block}: takes from the budget what a call costs, and goes to {@code poll} when it is used up. */
    static void countDown(BasicBlock block, BasicBlock poll, BasicBlock after, @Nullable TextLocation location) {
        int cost = 0;
        for (BasicBlock each : block.getProgram().getBasicBlocks()) {
            cost += each.instructionCount();
        }
        Code code = Code.in(block, location);
        Variable left = code.variable();
        code.readLeft(left);
        Variable less = code.binary(BinaryOperation.SUBTRACT, left, code.constant(Math.min(cost, MAX_COST)));
        code.writeLeft(less);
        code.branch(BranchingCondition.LESS, less, poll, after);
    }
}
