package dev.taskholder.compiler;

import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Phi;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ArrayLengthInstruction;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.BranchingInstruction;
import org.teavm.model.instructions.DoubleConstantInstruction;
import org.teavm.model.instructions.EmptyInstruction;
import org.teavm.model.instructions.FloatConstantInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.instructions.NullConstantInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.instructions.UnwrapArrayInstruction;

/**
 * What makes a loop one that counts: its header does nothing but compare a counter with a bound that does not change in the loop, and
 * every way back to the header adds the same to the counter.
 *
 * <pre>
 *   header:  counter = φ(start, counter + step)
 *            if (counter relation bound) body else exit
 * </pre>
 */
final class CountedLoop {
    private static final int MAX_STEP = 1 << 16;

    final Phi counter;
    final BranchingInstruction branch;
    final NumericOperandType type;
    final Relation relation;
    final Step step;
    final Bound bound;
    private final @Nullable BinaryInstruction comparison;
    private final boolean bodyIsConsequent;

    private CountedLoop(Phi counter, Test test, Relation relation, Step step, Bound bound) {
        this.counter = counter;
        this.branch = test.branch;
        this.type = test.type;
        this.relation = relation;
        this.step = step;
        this.bound = bound;
        this.comparison = test.comparison;
        this.bodyIsConsequent = test.bodyIsConsequent;
    }

    /** The comparison at the end of a header. */
    private record Test(
            BranchingInstruction branch,
            @Nullable BinaryInstruction comparison,
            Variable first,
            @Nullable Variable second,
            NumericOperandType type,
            boolean bodyIsConsequent,
            Relation relation) {}

    /** What is added on the way back: a constant, or a variable from outside the loop. */
    record Step(long constant, @Nullable Variable variable) {
        boolean isUp() {
            return constant > 0; // of a variable nothing is known; 1 stands for it
        }
    }

    /** What the counter is compared with; {@code length} and {@code unwrap}: it is the length of an array, read in the header. */
    record Bound(
            @Nullable Variable variable,
            @Nullable Long constant,
            @Nullable ArrayLengthInstruction length,
            @Nullable UnwrapArrayInstruction unwrap) {
        static final Bound ZERO = new Bound(null, 0L, null, null);
    }

    /** Null if {@code loop} does not count in this way. */
    static @Nullable CountedLoop recognise(NaturalLoop loop, Definitions definitions) {
        Test test = test(loop, definitions);
        if (test == null) {
            return null;
        }
        Relation relation = test.relation;
        Variable other = test.second;
        Phi counter = phi(loop.header, test.first);
        Step step = counter == null ? null : step(loop, counter, test.type, definitions);
        if (step == null && other != null) {
            relation = relation.mirrored();
            counter = phi(loop.header, other);
            other = test.first;
            step = counter == null ? null : step(loop, counter, test.type, definitions);
        }
        if (counter == null || step == null || step.isUp() != relation.isUp()) {
            return null;
        }
        Bound bound = other == null ? Bound.ZERO : bound(loop, other, definitions);
        if (bound == null) {
            return null;
        }
        CountedLoop counted = new CountedLoop(counter, test, relation, step, bound);
        return counted.isHeaderPure(loop.header) ? counted : null;
    }

    private static @Nullable Test test(NaturalLoop loop, Definitions definitions) {
        if (!(loop.header.getLastInstruction() instanceof BranchingInstruction branch)) {
            return null;
        }
        boolean bodyIsConsequent = loop.contains(branch.getConsequent());
        if (bodyIsConsequent == loop.contains(branch.getAlternative())) {
            return null;
        }
        Relation relation = Relation.of(branch.getCondition());
        if (relation == null) {
            return null;
        }
        Relation stays = bodyIsConsequent ? relation : relation.negated();
        if (definitions.of(branch.getOperand()) instanceof BinaryInstruction comparison
                && definitions.isIn(branch.getOperand(), loop.header)
                && (comparison.getOperation() == BinaryOperation.COMPARE_GREATER
                        || comparison.getOperation() == BinaryOperation.COMPARE_LESS)) {
            NumericOperandType type = comparison.getOperandType();
            if (type != NumericOperandType.INT && type != NumericOperandType.LONG) {
                return null;
            }
            return new Test(
                    branch,
                    comparison,
                    comparison.getFirstOperand(),
                    comparison.getSecondOperand(),
                    type,
                    bodyIsConsequent,
                    stays);
        }
        return new Test(branch, null, branch.getOperand(), null, NumericOperandType.INT, bodyIsConsequent, stays);
    }

    private static @Nullable Phi phi(BasicBlock header, Variable variable) {
        for (Phi phi : header.getPhis()) {
            if (phi.getReceiver() == variable) {
                return phi;
            }
        }
        return null;
    }

    private static @Nullable Step step(
            NaturalLoop loop, Phi counter, NumericOperandType type, Definitions definitions) {
        Step step = null;
        for (var incoming : counter.getIncomings()) {
            if (!loop.latches.contains(incoming.getSource())) {
                continue;
            }
            Step next = step(loop, counter, incoming.getValue(), type, definitions);
            if (next == null || (step != null && !next.equals(step))) {
                return null;
            }
            step = next;
        }
        return step;
    }

    private static @Nullable Step step(
            NaturalLoop loop, Phi counter, Variable value, NumericOperandType type, Definitions definitions) {
        if (!(definitions.of(value) instanceof BinaryInstruction sum) || sum.getOperandType() != type) {
            return null;
        }
        boolean adds = sum.getOperation() == BinaryOperation.ADD;
        if (!adds && sum.getOperation() != BinaryOperation.SUBTRACT) {
            return null;
        }
        Variable amount;
        if (sum.getFirstOperand() == counter.getReceiver()) {
            amount = sum.getSecondOperand();
        } else if (adds && sum.getSecondOperand() == counter.getReceiver()) {
            amount = sum.getFirstOperand();
        } else {
            return null;
        }
        Long constant = definitions.constant(amount);
        if (constant != null) {
            long step = adds ? constant : -constant;
            return step == 0 || Math.abs(step) > MAX_STEP ? null : new Step(step, null);
        }
        boolean isUsable = adds && type == NumericOperandType.INT && definitions.isOutside(amount, loop);
        return isUsable ? new Step(1, amount) : null;
    }

    private static @Nullable Bound bound(NaturalLoop loop, Variable bound, Definitions definitions) {
        Long constant = definitions.constant(bound);
        if (constant != null) {
            return new Bound(bound, constant, null, null);
        }
        if (definitions.isOutside(bound, loop)) {
            return new Bound(bound, null, null, null);
        }
        if (!(definitions.of(bound) instanceof ArrayLengthInstruction length)
                || !definitions.isIn(bound, loop.header)
                || Handlers.isCaughtInside(loop)) {
            return null;
        }
        if (definitions.isOutside(length.getArray(), loop)) {
            return new Bound(bound, null, length, null);
        }
        if (definitions.of(length.getArray()) instanceof UnwrapArrayInstruction unwrap
                && definitions.isIn(length.getArray(), loop.header)
                && definitions.isOutside(unwrap.getArray(), loop)) {
            return new Bound(bound, null, length, unwrap);
        }
        return null;
    }

    /** The header is run once more at the end of each chunk, so it must do nothing but compare. */
    private boolean isHeaderPure(BasicBlock header) {
        for (Instruction instruction : header) {
            boolean isPure = instruction == branch
                    || instruction == comparison
                    || instruction == bound.length
                    || instruction == bound.unwrap
                    || instruction instanceof EmptyInstruction
                    || instruction instanceof IntegerConstantInstruction
                    || instruction instanceof LongConstantInstruction
                    || instruction instanceof FloatConstantInstruction
                    || instruction instanceof DoubleConstantInstruction
                    || instruction instanceof NullConstantInstruction;
            if (!isPure) {
                return false;
            }
        }
        return true;
    }

    BasicBlock body() {
        return bodyIsConsequent ? branch.getConsequent() : branch.getAlternative();
    }

    BasicBlock exit() {
        return bodyIsConsequent ? branch.getAlternative() : branch.getConsequent();
    }

    /** Takes the comparison out of the header; the caller puts another at its end. */
    void removeTest() {
        branch.delete();
        if (comparison != null) {
            comparison.delete();
        }
    }

    /** How often the loop runs if that is known, else −1. */
    long trips(NaturalLoop loop, Definitions definitions) {
        Long start = null;
        for (var incoming : counter.getIncomings()) {
            if (loop.latches.contains(incoming.getSource())) {
                continue;
            }
            Long constant = definitions.constant(incoming.getValue());
            if (constant == null || (start != null && !start.equals(constant))) {
                return -1;
            }
            start = constant;
        }
        if (start == null || bound.constant == null || step.variable != null || type != NumericOperandType.INT) {
            return -1;
        }
        long distance = relation.isUp() ? bound.constant - start : start - bound.constant;
        if (relation.includesBound()) {
            distance++;
        }
        long stride = Math.abs(step.constant);
        return distance <= 0 ? 0 : (distance + stride - 1) / stride;
    }
}
