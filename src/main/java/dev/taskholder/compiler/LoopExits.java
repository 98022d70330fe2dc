package dev.taskholder.compiler;

import java.util.List;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.InvokeInstruction;

/** Writes what an outermost loop has left of the budget back to the static field, wherever the loop is left. */
final class LoopExits {
    private LoopExits() {}

    static void writeBudget(NaturalLoop loop) {
        boolean calls = calls(loop);
        for (BasicBlock block : List.copyOf(loop.blocks)) {
            for (BasicBlock target : Blocks.successors(block)) {
                if (!loop.contains(target)) {
                    BasicBlock exit = block.getProgram().createBasicBlock();
                    Code code = Code.in(exit, block.getLastInstruction().getLocation());
                    write(loop, code, exit, calls);
                    code.jump(target);
                    Blocks.insertBetween(block, exit, target);
                }
            }
        }
    }

    private static void write(NaturalLoop loop, Code code, BasicBlock exit, boolean calls) {
        if (!calls) {
            code.writeLeft(loop.left());
            return;
        }
        // what was called has used the budget too: only what this loop used itself is taken off
        Variable inField = exit.getProgram().createVariable();
        Variable used = code.binary(BinaryOperation.SUBTRACT, loop.start(), loop.left());
        code.readLeft(inField);
        code.writeLeft(code.binary(BinaryOperation.SUBTRACT, inField, used));
    }

    private static boolean calls(NaturalLoop loop) {
        for (BasicBlock block : loop.blocks) {
            for (Instruction instruction : block) {
                if (instruction instanceof InvokeInstruction) {
                    return true;
                }
            }
        }
        return false;
    }
}
