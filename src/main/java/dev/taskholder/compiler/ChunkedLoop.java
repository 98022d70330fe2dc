package dev.taskholder.compiler;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryBranchingCondition;
import org.teavm.model.instructions.BinaryBranchingInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.BranchingCondition;
import org.teavm.model.instructions.NumericOperandType;

/**
 * Adds a checkpoint to a loop that counts, without a single instruction more per iteration: it runs in chunks, each with a bound of its
 * own.
 *
 * <pre>
 *   entry:   end = where a chunk of left >> shift iterations ends, or the loop if that is sooner
 *   header:  if (counter != end) body else test      was: counter < bound
 *   test:    if (counter < bound) call else exit     as the header was
 *   call:    left = pass(); goto entry
 *   exit:    left -= iterations of this chunk << shift
 * </pre>
 *
 * <p>{@code end} is one of the values that the counter takes on, so that {@code !=} finds it, also beyond an overflow. Only with a step
 * that is a variable, and may be 0, is the comparison kept, with a bound of its own: then a chunk whose step is not positive does not end
 * before the loop does.
 */
final class ChunkedLoop {
    private final NaturalLoop loop;
    private final CountedLoop counted;
    private final int shift;
    private final boolean isCallFree;
    private final BasicBlock header;
    private final Program program;
    private final @Nullable TextLocation location;
    private final BasicBlock entry;
    private final BasicBlock test;
    private final BasicBlock call;

    private ChunkedLoop(NaturalLoop loop, CountedLoop counted, int shift, boolean isCallFree) {
        this.loop = loop;
        this.counted = counted;
        this.shift = shift;
        this.isCallFree = isCallFree;
        this.header = loop.header;
        this.program = header.getProgram();
        this.location = header.getFirstInstruction().getLocation();
        this.entry = program.createBasicBlock();
        this.test = program.createBasicBlock();
        this.call = program.createBasicBlock();
    }

    /** {@code isCallFree}: whether nothing is called in the nest that {@code loop} belongs to. */
    static SlowPath rewrite(NaturalLoop loop, CountedLoop counted, int units, boolean isCallFree, Parking parking) {
        int shift = 32 - Integer.numberOfLeadingZeros(Math.max(1, units) - 1);
        return new ChunkedLoop(loop, counted, shift, isCallFree).rewrite(parking);
    }

    private SlowPath rewrite(Parking parking) {
        List<BasicBlock> body = List.copyOf(loop.blocks);
        BasicBlock exit = counted.exit();
        List<BasicBlock> sources = LoopEntry.sources(loop);
        List.of(entry, test, call).forEach(loop::add);
        Map<Variable, Variable> entered = LoopEntry.redirect(sources, header, entry);
        for (Phi phi : entry.getPhis()) {
            for (var name : entered.entrySet()) {
                if (name.getValue() == phi.getReceiver()) {
                    phi.getIncomings().add(Blocks.incoming(call, name.getKey()));
                }
            }
        }
        Variable start = Objects.requireNonNull(entered.get(counter()));
        Code code = Code.in(entry, location);
        Variable bound = bound(code, entered);
        Variable end = end(code, start, bound);
        code.jump(header);
        leaveAt(end);
        accountOnTheWayOut(body, start);
        test(bound, exit, start);
        SlowPath slowPath = SlowPath.fill(loop, call, entry, Map.of(), parking, location);
        LoopEntry.readBudget(loop, sources, entry, location);
        return slowPath;
    }

    private Variable counter() {
        return counted.counter.getReceiver();
    }

    private boolean isLong() {
        return counted.type == NumericOperandType.LONG;
    }

    /** The bound, known in the entry: a length is read there, once for each chunk. */
    private Variable bound(Code code, Map<Variable, Variable> entered) {
        CountedLoop.Bound bound = counted.bound;
        if (bound.length() != null) {
            if (bound.unwrap() != null) {
                bound.unwrap().delete();
                code.add(bound.unwrap());
            }
            bound.length().delete();
            code.add(bound.length());
            Handlers.standAround(loop, entry, entered);
            return bound.length().getReceiver();
        }
        if (bound.constant() != null) {
            return code.constant(counted.type, bound.constant());
        }
        return Objects.requireNonNull(bound.variable());
    }

    private Variable end(Code code, Variable start, Variable bound) {
        Variable iterations = code.binary(BinaryOperation.SHIFT_RIGHT, loop.left(), code.constant(shift));
        Variable end = program.createVariable();
        ValueType type = isLong() ? ValueType.LONG : ValueType.INTEGER;
        CountedLoop.Step step = counted.step;
        if (!isLong() && isCallFree) {
            return step.variable() != null
                    ? ChunkEnd.ofVariableStep(code, start, bound, step.variable(), iterations)
                    : ChunkEnd.of(code, counted.relation, start, bound, (int) Math.abs(step.constant()), iterations);
        }
        if (step.variable() != null) {
            ValueType[] signature = {type, type, type, ValueType.INTEGER, type};
            code.call(end, Code.CHUNK, "stepping", signature, start, bound, step.variable(), iterations);
        } else if (Math.abs(step.constant()) == 1 && !isLong()) {
            ValueType[] signature = {type, type, ValueType.INTEGER, type};
            code.call(end, Code.CHUNK, counted.relation.method, signature, start, bound, iterations);
        } else {
            ValueType[] signature = {type, type, ValueType.INTEGER, ValueType.INTEGER, type};
            Variable stride = code.constant((int) Math.abs(step.constant()));
            code.call(end, Code.CHUNK, counted.relation.method, signature, start, bound, stride, iterations);
        }
        return end;
    }

    private void leaveAt(Variable end) {
        BasicBlock body = counted.body();
        counted.removeTest();
        Code code = Code.in(header, location);
        if (counted.step.variable() != null) {
            compare(code, end, body, test);
        } else if (isLong()) {
            Variable comparison = code.binary(BinaryOperation.COMPARE_GREATER, NumericOperandType.LONG, counter(), end);
            code.branch(BranchingCondition.NOT_EQUAL, comparison, body, test);
        } else {
            BinaryBranchingInstruction branch = new BinaryBranchingInstruction(BinaryBranchingCondition.NOT_EQUAL);
            branch.setFirstOperand(counter());
            branch.setSecondOperand(end);
            branch.setConsequent(body);
            branch.setAlternative(test);
            code.add(branch);
        }
    }

    private void compare(Code code, Variable bound, BasicBlock consequent, BasicBlock alternative) {
        Variable comparison = code.binary(BinaryOperation.COMPARE_GREATER, counted.type, counter(), bound);
        code.branch(counted.relation.condition, comparison, consequent, alternative);
    }

    private void accountOnTheWayOut(List<BasicBlock> body, Variable start) {
        for (BasicBlock block : body) {
            for (BasicBlock target : Blocks.successors(block)) {
                if (block != header && !loop.contains(target)) {
                    BasicBlock leaving = program.createBasicBlock();
                    account(leaving, start, target);
                    Blocks.insertBetween(block, leaving, target);
                }
            }
        }
    }

    private void test(Variable bound, BasicBlock exit, Variable start) {
        BasicBlock leaving = program.createBasicBlock();
        compare(Code.in(test, location), bound, call, leaving);
        account(leaving, start, exit);
        Blocks.moveIncomings(exit, header, leaving);
    }

    private void account(BasicBlock leaving, Variable start, BasicBlock target) {
        Code code = Code.in(leaving, location);
        boolean up = counted.relation.isUp();
        Variable distance =
                code.binary(BinaryOperation.SUBTRACT, counted.type, up ? counter() : start, up ? start : counter());
        Variable iterations = isLong() ? code.longToInt(distance) : distance;
        CountedLoop.Step step = counted.step;
        if (step.variable() != null) {
            Variable count = program.createVariable();
            ValueType[] signature = {ValueType.INTEGER, ValueType.INTEGER, ValueType.INTEGER};
            code.call(count, Code.CHUNK, "steps", signature, iterations, step.variable());
            iterations = count;
        } else if (Math.abs(step.constant()) > 1) { // a shift is cheaper than a division; the budget is no exact thing
            int log = 31 - Integer.numberOfLeadingZeros((int) Math.abs(step.constant()));
            iterations = code.binary(BinaryOperation.SHIFT_RIGHT_UNSIGNED, iterations, code.constant(log));
        }
        code.subtract(loop.left(), code.binary(BinaryOperation.SHIFT_LEFT, iterations, code.constant(shift)));
        code.jump(target);
        loop.addOnTheWayTo(target, leaving);
    }
}
