package dev.taskholder.compiler;

import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NumericOperandType;

/**
 * What {@code dev.taskholder.LoopChunk} works out, written into the loop, without a branch: for a nest of loops in which nothing is
 * called. With a call in it an engine may keep the variables of the whole nest in memory.
 */
final class ChunkEnd {
    private static final int LAST_BIT = 63;

    private final Code code;

    private ChunkEnd(Code code) {
        this.code = code;
    }

    /** Whether nothing is called in the loops around {@code loop}, so that a call for this would be the only one. */
    static boolean isWorthwhile(NaturalLoop loop) {
        for (BasicBlock block : loop.outermost().blocks) {
            for (Instruction instruction : block) {
                if (instruction instanceof InvokeInstruction call && !Units.isShort(call.getMethod())) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * The counter, an int, where a chunk ends.
     *
     * @param step how much it changes each time, at least 1
     * @param wanted iterations, of which at least one is made if the loop makes one
     */
    static Variable of(Code code, Relation relation, Variable counter, Variable bound, int step, Variable wanted) {
        return new ChunkEnd(code).constantStep(relation, counter, bound, step, wanted);
    }

    /** The bound of a chunk whose step is a variable, of a loop that goes up. */
    static Variable ofVariableStep(Code code, Variable counter, Variable bound, Variable step, Variable wanted) {
        return new ChunkEnd(code).variableStep(counter, bound, step, wanted);
    }

    private Variable constantStep(Relation relation, Variable counter, Variable bound, int step, Variable wanted) {
        Variable from = code.intToLong(relation.isUp() ? counter : bound);
        Variable to = code.intToLong(relation.isUp() ? bound : counter);
        Variable distance = minus(to, from);
        long more = relation.includesBound() ? step : step - 1L;
        if (more != 0) {
            distance = binary(BinaryOperation.ADD, distance, constant(more));
        }
        Variable remaining = positive(distance);
        if (step > 1) {
            remaining = binary(BinaryOperation.DIVIDE, remaining, constant(step));
        }
        Variable made = code.longToInt(lesser(remaining, code.intToLong(atLeastOne(wanted))));
        Variable change = step > 1 ? code.binary(BinaryOperation.MULTIPLY, made, code.constant(step)) : made;
        return code.binary(relation.isUp() ? BinaryOperation.ADD : BinaryOperation.SUBTRACT, counter, change);
    }

    private Variable variableStep(Variable counter, Variable bound, Variable step, Variable wanted) {
        Variable change = binary(BinaryOperation.MULTIPLY, code.intToLong(step), code.intToLong(atLeastOne(wanted)));
        Variable end = binary(BinaryOperation.ADD, code.intToLong(counter), change);
        Variable before = positive(minus(code.intToLong(bound), end)); // how far the end is from the bound
        Variable isStep = code.longToInt(
                binary( // all bits of a step that is positive; as a long, because the least int has no opposite
                        BinaryOperation.SHIFT_RIGHT,
                        minus(constant(0), code.intToLong(step)),
                        code.constant(LAST_BIT)));
        return code.binary(
                BinaryOperation.SUBTRACT, bound, code.binary(BinaryOperation.AND, code.longToInt(before), isStep));
    }

    /** Of an int, and odd if it is positive: a chunk need not be exact. */
    private Variable atLeastOne(Variable value) {
        Variable sign = code.binary(BinaryOperation.SHIFT_RIGHT, value, code.constant(LAST_BIT >> 1));
        Variable positive =
                code.binary(BinaryOperation.AND, value, code.binary(BinaryOperation.XOR, sign, code.constant(-1)));
        return code.binary(BinaryOperation.OR, positive, code.constant(1));
    }

    private Variable lesser(Variable one, Variable other) {
        return minus(one, positive(minus(one, other)));
    }

    /** Or 0 instead. */
    private Variable positive(Variable value) {
        Variable sign = binary(BinaryOperation.SHIFT_RIGHT, value, code.constant(LAST_BIT));
        return binary(BinaryOperation.AND, value, binary(BinaryOperation.XOR, sign, constant(-1)));
    }

    private Variable minus(Variable one, Variable other) {
        return binary(BinaryOperation.SUBTRACT, one, other);
    }

    private Variable constant(long value) {
        return code.constant(NumericOperandType.LONG, value);
    }

    private Variable binary(BinaryOperation operation, Variable one, Variable other) {
        return code.binary(operation, NumericOperandType.LONG, one, other);
    }
}
