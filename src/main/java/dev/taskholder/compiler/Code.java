package dev.taskholder.compiler;

import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.BranchingCondition;
import org.teavm.model.instructions.BranchingInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.JumpInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.instructions.PutFieldInstruction;

/** Appends instructions to a block, all at one place of the source. */
final class Code {
    /** What runs in the module: the budget and the slow path. */
    static final String RUNTIME = "dev.taskholder.CompiledCheckpoint";

    /** Where chunks end. */
    static final String CHUNK = "dev.taskholder.LoopChunk";

    private static final FieldReference LEFT = new FieldReference(RUNTIME, "left");

    private final BasicBlock block;
    private final @Nullable TextLocation location;

    private Code(BasicBlock block, @Nullable TextLocation location) {
        this.block = block;
        this.location = location;
    }

    /** Appends to {@code block} code that a debugger shows at {@code location}. */
    static Code in(BasicBlock block, @Nullable TextLocation location) {
        return new Code(block, location);
    }

    private Program program() {
        return block.getProgram();
    }

    Variable variable() {
        return program().createVariable();
    }

    Code add(Instruction instruction) {
        instruction.setLocation(location);
        block.add(instruction);
        return this;
    }

    Variable constant(int value) {
        IntegerConstantInstruction constant = new IntegerConstantInstruction();
        constant.setConstant(value);
        constant.setReceiver(program().createVariable());
        add(constant);
        return constant.getReceiver();
    }

    Variable constant(NumericOperandType type, long value) {
        if (type == NumericOperandType.INT) {
            return constant((int) value);
        }
        LongConstantInstruction constant = new LongConstantInstruction();
        constant.setConstant(value);
        constant.setReceiver(program().createVariable());
        add(constant);
        return constant.getReceiver();
    }

    Variable binary(BinaryOperation operation, NumericOperandType type, Variable first, Variable second) {
        Variable result = program().createVariable();
        binaryInto(result, operation, type, first, second);
        return result;
    }

    Variable binary(BinaryOperation operation, Variable first, Variable second) {
        return binary(operation, NumericOperandType.INT, first, second);
    }

    void binaryInto(
            Variable receiver, BinaryOperation operation, NumericOperandType type, Variable first, Variable second) {
        BinaryInstruction binary = new BinaryInstruction(operation, type);
        binary.setFirstOperand(first);
        binary.setSecondOperand(second);
        binary.setReceiver(receiver);
        add(binary);
    }

    void subtract(Variable from, Variable subtrahend) {
        binaryInto(from, BinaryOperation.SUBTRACT, NumericOperandType.INT, from, subtrahend);
    }

    Variable longToInt(Variable value) {
        return cast(value, NumericOperandType.LONG, NumericOperandType.INT);
    }

    Variable intToLong(Variable value) {
        return cast(value, NumericOperandType.INT, NumericOperandType.LONG);
    }

    private Variable cast(Variable value, NumericOperandType from, NumericOperandType to) {
        CastNumberInstruction cast = new CastNumberInstruction(from, to);
        cast.setValue(value);
        cast.setReceiver(program().createVariable());
        add(cast);
        return cast.getReceiver();
    }

    void assign(Variable receiver, Variable value) {
        AssignInstruction assign = new AssignInstruction();
        assign.setReceiver(receiver);
        assign.setAssignee(value);
        add(assign);
    }

    /** Reads the budget that is left, kept in a static field. */
    void readLeft(Variable receiver) {
        GetFieldInstruction get = new GetFieldInstruction();
        get.setField(LEFT);
        get.setFieldType(ValueType.INTEGER);
        get.setReceiver(receiver);
        add(get);
    }

    void writeLeft(Variable value) {
        PutFieldInstruction put = new PutFieldInstruction();
        put.setField(LEFT);
        put.setFieldType(ValueType.INTEGER);
        put.setValue(value);
        add(put);
    }

    /** Calls a static method that runs in the module. */
    InvokeInstruction call(
            @Nullable Variable receiver, String owner, String name, ValueType[] signature, Variable... arguments) {
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(new MethodReference(owner, new MethodDescriptor(name, signature)));
        call.setArguments(arguments);
        call.setReceiver(receiver);
        add(call);
        return call;
    }

    void jump(BasicBlock target) {
        JumpInstruction jump = new JumpInstruction();
        jump.setTarget(target);
        add(jump);
    }

    void branch(BranchingCondition condition, Variable operand, BasicBlock consequent, BasicBlock alternative) {
        BranchingInstruction branch = new BranchingInstruction(condition);
        branch.setOperand(operand);
        branch.setConsequent(consequent);
        branch.setAlternative(alternative);
        add(branch);
    }
}
