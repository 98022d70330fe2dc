package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.types.PreciseTypeInference;
import org.teavm.backend.wasm.types.PreciseValueType;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.ClassHolder;
import org.teavm.model.FieldHolder;
import org.teavm.model.FieldReference;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;

/** The class of a method's saved calls. Sites share its fields: each has as many of a type as the site with most. */
final class FrameClass {
    /** A variable and the field it is saved in; no field if it is always null. */
    record Slot(Variable variable, @Nullable FieldReference field, ValueType type) {}

    private static final ValueType OBJECT = ValueType.object("java.lang.Object");

    final ClassHolder holder;
    private final PreciseTypeInference types;
    private final Map<ValueType, String> prefixes = new HashMap<>();
    private final Map<CaptureSite, List<Slot>> slots = new HashMap<>();

    FrameClass(String name, Program program, MethodReference method, ClassHierarchy hierarchy) {
        holder = new ClassHolder(name);
        holder.setParent(TwinRuntime.FRAME);
        holder.setLevel(AccessLevel.PUBLIC);
        types = new PreciseTypeInference(program, method, hierarchy);
    }

    /** What is saved at {@code site}, and where. */
    List<Slot> slots(CaptureSite site) throws NotCapturable {
        List<Slot> known = slots.get(site);
        if (known != null) {
            return known;
        }
        Map<ValueType, Integer> used = new HashMap<>();
        List<Slot> result = new ArrayList<>();
        for (Variable variable : site.live) {
            ValueType type = type(variable);
            FieldReference field = null;
            if (type != null) {
                field = field(type, used.merge(type, 1, Integer::sum));
            }
            result.add(new Slot(variable, field, type == null ? OBJECT : type));
        }
        slots.put(site, result);
        return result;
    }

    /** Null if {@code variable} is always null. */
    @Nullable ValueType type(Variable variable) throws NotCapturable {
        PreciseValueType type = types.typeOf(variable);
        if (type == null) {
            return null;
        }
        if (type.isArrayUnwrap) {
            throw new NotCapturable("the bare data of an array is needed after a call");
        }
        return TwinRuntime.stored(type.valueType);
    }

    private FieldReference field(ValueType type, int number) {
        String name = prefixes.computeIfAbsent(type, any -> "v" + prefixes.size()) + "_" + number;
        if (holder.getField(name) == null) {
            FieldHolder field = new FieldHolder(name);
            field.setType(type);
            field.setLevel(AccessLevel.PUBLIC);
            holder.addField(field);
        }
        return new FieldReference(holder.getName(), name);
    }
}
