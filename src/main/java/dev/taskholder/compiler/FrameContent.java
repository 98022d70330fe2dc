package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.CastInstruction;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.instructions.UnwrapArrayInstruction;

/** What a frame holds while a slow path runs. */
final class FrameContent {
    private static final ValueType OBJECT = ValueType.object("java.lang.Object");

    private final SlowPath slowPath;
    private final FrameClasses classes;
    private final Map<Variable, ValueType> kept = new LinkedHashMap<>();
    private final List<UnwrapArrayInstruction> unwrapped = new ArrayList<>();

    FrameContent(SlowPath slowPath, FrameClasses classes) {
        this.slowPath = slowPath;
        this.classes = classes;
    }

    void keep(Variable variable, ValueType type) {
        kept.put(variable, type);
    }

    void unwrapAgain(UnwrapArrayInstruction unwrap) {
        unwrapped.add(unwrap);
    }

    /** Puts the instructions that fill and empty the frame around the call, and hands the frame to it, so that it is a real object. */
    void insert() {
        if (kept.isEmpty()) {
            return;
        }
        Shape shape = new Shape(kept.values());
        String className = classes.named(shape);
        InvokeInstruction call = slowPath.invocation();
        Instruction afterCall = slowPath.after().getFirstInstruction();
        TextLocation location = call.getLocation();
        Program program = call.getProgram();
        Variable frame = program.createVariable();
        ConstructInstruction construct = new ConstructInstruction();
        construct.setType(className);
        construct.setReceiver(frame);
        before(call, construct, location);
        int index = 0;
        for (Variable variable : kept.keySet()) {
            FieldReference field = new FieldReference(className, shape.field(index));
            ValueType fieldType = shape.type(index++);
            ValueType type = kept.get(variable);
            PutFieldInstruction put = new PutFieldInstruction();
            put.setField(field);
            put.setFieldType(fieldType);
            put.setInstance(frame);
            put.setValue(variable);
            before(call, put, location);
            GetFieldInstruction get = new GetFieldInstruction();
            get.setField(field);
            get.setFieldType(fieldType);
            get.setInstance(frame);
            get.setReceiver(variable);
            before(afterCall, get, location);
            if (fieldType.equals(OBJECT) && !type.equals(OBJECT)) {
                Variable object = program.createVariable();
                get.setReceiver(object);
                before(afterCall, cast(object, variable, type), location);
            }
        }
        for (UnwrapArrayInstruction unwrap : unwrapped) {
            UnwrapArrayInstruction again = new UnwrapArrayInstruction(unwrap.getElementType());
            again.setArray(unwrap.getArray());
            again.setReceiver(unwrap.getReceiver());
            before(afterCall, again, location);
        }
        call.setMethod(new MethodReference(
                Code.RUNTIME, new MethodDescriptor(call.getMethod().getName(), OBJECT, ValueType.INTEGER)));
        call.setArguments(frame);
    }

    private static CastInstruction cast(Variable value, Variable receiver, ValueType type) {
        CastInstruction cast = new CastInstruction();
        cast.setValue(value);
        cast.setReceiver(receiver);
        cast.setTargetType(type);
        cast.setWeak(true); // it was of that type
        return cast;
    }

    private static void before(Instruction place, Instruction added, @Nullable TextLocation location) {
        added.setLocation(location);
        place.insertPrevious(added);
    }

    /** How many fields of each kind; frames of the same shape share a class, and any object goes into a field of type Object. */
    static final class Shape {
        private final List<ValueType> types = new ArrayList<>();
        private final List<String> fields = new ArrayList<>();
        private final Map<String, Integer> counts = new TreeMap<>();

        Shape(Iterable<ValueType> contents) {
            for (ValueType content : contents) {
                ValueType type = content instanceof ValueType.Primitive primitive ? widened(primitive) : OBJECT;
                String kind = type.equals(OBJECT) ? "a" : type.toString().toLowerCase(Locale.ROOT);
                types.add(type);
                fields.add(kind + counts.merge(kind, 1, Integer::sum));
            }
        }

        private static ValueType widened(ValueType.Primitive primitive) {
            return switch (primitive.getKind()) {
                case LONG, FLOAT, DOUBLE -> primitive;
                default -> ValueType.INTEGER;
            };
        }

        int size() {
            return types.size();
        }

        ValueType type(int index) {
            return types.get(index);
        }

        String field(int index) {
            return fields.get(index);
        }

        /** The same for the same fields, whatever their order. */
        String name() {
            StringBuilder name = new StringBuilder();
            counts.forEach((kind, count) -> name.append(kind).append(count));
            return name.toString();
        }
    }
}
