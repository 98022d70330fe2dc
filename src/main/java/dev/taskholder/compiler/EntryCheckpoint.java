package dev.taskholder.compiler;

import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.BranchingCondition;
import org.teavm.model.instructions.EmptyInstruction;
import org.teavm.model.util.BasicBlockSplitter;

/**
 * Adds a checkpoint where a method begins, or on an edge: the budget is counted down in its static field.
 *
 * <pre>
 *   left -= units; if (left &lt;= 0) pass()
 * </pre>
 */
final class EntryCheckpoint {
    private EntryCheckpoint() {}

    /** Puts one before the first instruction. */
    static void insert(Program program, int units, Parking parking) {
        BasicBlock entry = program.basicBlockAt(0);
        TextLocation location = entry.getFirstInstruction().getLocation();
        EmptyInstruction mark = new EmptyInstruction();
        mark.setLocation(location);
        entry.addFirst(mark);
        BasicBlockSplitter splitter = new BasicBlockSplitter(program);
        BasicBlock rest = splitter.split(entry, mark);
        check(entry, program.createBasicBlock(), rest, units, parking, location);
        splitter.fixProgram();
    }

    /** Puts one on each way back of a loop: for loops that can be rewritten in no other way. */
    static void insertAtLatches(NaturalLoop loop, int units, Parking parking) {
        for (BasicBlock latch : LoopEntry.latches(loop)) {
            Program program = latch.getProgram();
            TextLocation location = latch.getLastInstruction().getLocation();
            BasicBlock check = program.createBasicBlock();
            BasicBlock after = program.createBasicBlock();
            BasicBlock slow = program.createBasicBlock();
            check(check, slow, after, units, parking, location);
            Code.in(after, location).jump(loop.header);
            Blocks.retarget(latch, loop.header, check);
            Blocks.moveIncomings(loop.header, latch, after);
            loop.add(check);
            loop.add(after);
            loop.add(slow);
        }
    }

    private static void check(
            BasicBlock block,
            BasicBlock slow,
            BasicBlock after,
            int units,
            Parking parking,
            @Nullable TextLocation location) {
        Code code = Code.in(block, location);
        Variable before = block.getProgram().createVariable();
        code.readLeft(before);
        Variable left = code.binary(BinaryOperation.SUBTRACT, before, code.constant(units));
        code.writeLeft(left);
        code.branch(BranchingCondition.GREATER, left, after, slow);
        Code calling = Code.in(slow, location);
        calling.call(null, Code.RUNTIME, parking.method(), new ValueType[] {ValueType.INTEGER});
        calling.jump(after);
    }
}
