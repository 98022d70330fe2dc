package dev.taskholder.compiler;

import org.teavm.model.FieldReference;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.CastInstruction;
import org.teavm.model.instructions.DoubleConstantInstruction;
import org.teavm.model.instructions.FloatConstantInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.instructions.NullConstantInstruction;
import org.teavm.model.instructions.PutFieldInstruction;

/** Code that deals with {@code dev.taskholder.SavedCalls}, which is in the module. */
final class TwinRuntime {
    static final String CLASS = "dev.taskholder.SavedCalls";
    static final String FRAME = "dev.taskholder.SavedCall";
    /** Of a recursive method. */
    static final MethodReference PASS = new MethodReference(CLASS, "pass", ValueType.INTEGER);

    static final MethodReference RUN = new MethodReference(CLASS, "run", ValueType.VOID);
    static final MethodReference SAVE =
            new MethodReference(CLASS, "save", ValueType.object(FRAME), ValueType.INTEGER, ValueType.VOID);
    static final MethodReference LEAVE =
            new MethodReference(CLASS, "leave", ValueType.object(FRAME), ValueType.INTEGER, ValueType.VOID);
    static final FieldReference UNWINDING = new FieldReference(CLASS, "unwinding");
    static final FieldReference THROWN = new FieldReference(CLASS, "thrown");
    static final FieldReference SITE = new FieldReference(FRAME, "site");
    static final ValueType THROWABLE = ValueType.object("java.lang.Throwable");
    private static final ValueType OBJECT = ValueType.object("java.lang.Object");

    private TwinRuntime() {}

    /** The types that are kept apart in fields: one for all that is an int on the stack, and every class for itself. */
    static ValueType stored(ValueType type) {
        return type instanceof ValueType.Primitive primitive
                ? switch (primitive.getKind()) {
                    case LONG -> ValueType.LONG;
                    case FLOAT -> ValueType.FLOAT;
                    case DOUBLE -> ValueType.DOUBLE;
                    default -> ValueType.INTEGER;
                }
                : type;
    }

    static InvokeInstruction call(MethodReference method, Variable... arguments) {
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(method);
        call.setArguments(arguments);
        return call;
    }

    static GetFieldInstruction get(Variable receiver, FieldReference field, ValueType type) {
        GetFieldInstruction get = new GetFieldInstruction();
        get.setReceiver(receiver);
        get.setField(field);
        get.setFieldType(type);
        return get;
    }

    static PutFieldInstruction put(FieldReference field, ValueType type, Variable value) {
        PutFieldInstruction put = new PutFieldInstruction();
        put.setField(field);
        put.setFieldType(type);
        put.setValue(value);
        return put;
    }

    /** Reads what the call that ended last has returned. */
    static void result(Code code, Variable receiver, ValueType type) {
        if (type instanceof ValueType.Primitive) {
            code.add(get(receiver, resultField(type), stored(type)));
            return;
        }
        GetFieldInstruction get = get(code.variable(), resultField(type), OBJECT);
        code.add(get);
        CastInstruction cast = new CastInstruction();
        cast.setValue(get.getReceiver());
        cast.setTargetType(type);
        cast.setReceiver(receiver);
        code.add(cast);
    }

    static PutFieldInstruction putResult(ValueType type, Variable value) {
        return put(resultField(type), type instanceof ValueType.Primitive ? stored(type) : OBJECT, value);
    }

    private static FieldReference resultField(ValueType type) {
        if (stored(type) instanceof ValueType.Primitive primitive) {
            return new FieldReference(
                    CLASS,
                    switch (primitive.getKind()) {
                        case LONG -> "longResult";
                        case FLOAT -> "floatResult";
                        case DOUBLE -> "doubleResult";
                        default -> "intResult";
                    });
        }
        return new FieldReference(CLASS, "objectResult");
    }

    /** Gives {@code receiver} a value of its type that nothing depends on. */
    static void nothing(Code code, Variable receiver, ValueType type) {
        if (stored(type) instanceof ValueType.Primitive primitive) {
            switch (primitive.getKind()) {
                case LONG -> {
                    LongConstantInstruction constant = new LongConstantInstruction();
                    constant.setReceiver(receiver);
                    code.add(constant);
                }
                case FLOAT -> {
                    FloatConstantInstruction constant = new FloatConstantInstruction();
                    constant.setReceiver(receiver);
                    code.add(constant);
                }
                case DOUBLE -> {
                    DoubleConstantInstruction constant = new DoubleConstantInstruction();
                    constant.setReceiver(receiver);
                    code.add(constant);
                }
                default -> {
                    IntegerConstantInstruction constant = new IntegerConstantInstruction();
                    constant.setReceiver(receiver);
                    code.add(constant);
                }
            }
            return;
        }
        NullConstantInstruction constant = new NullConstantInstruction();
        constant.setReceiver(receiver);
        code.add(constant);
    }
}
