package dev.taskholder.compiler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlockReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.InstructionIterator;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.ProgramReader;
import org.teavm.model.VariableReader;
import org.teavm.model.instructions.AbstractInstructionReader;
import org.teavm.model.instructions.InvocationType;

/**
 * How much of the budget code uses up: about a unit for an instruction of TeaVM's, so that a unit takes a nanosecond or so and the time
 * between two checkpoints is roughly what it was before. A call into code without checkpoints, of the Java library say, counts for many,
 * because nobody knows how long it takes.
 */
final class Units {
    static final int UNKNOWN_CALL = 250;
    private static final int CALL = 4;
    private static final int MAX = 1 << 14;
    private static final int MAX_DEPTH = 4;

    /** Of the Java library, but as short as an instruction or two. */
    private static final Set<String> SHORT = Set.of(
            "java.lang.Math",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Short",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Boolean",
            "java.lang.Object");

    private static final Set<String> SHORT_OF_STRING = Set.of("charAt", "length", "isEmpty");

    private final ClassReaderSource classes;
    private final Predicate<String> hasCheckpoints;
    private final Map<MethodReference, Integer> known = new HashMap<>();
    private int depth;

    /** {@code hasCheckpoints}: whether loops in the class named have checkpoints of their own. */
    Units(ClassReaderSource classes, Predicate<String> hasCheckpoints) {
        this.classes = classes;
        this.hasCheckpoints = hasCheckpoints;
    }

    int of(BasicBlockReader block) {
        Calls calls = new Calls();
        int units = 0;
        for (InstructionIterator instructions = block.iterateInstructions(); instructions.hasNext(); ) {
            instructions.next();
            instructions.read(calls);
            units++;
        }
        return Math.min(MAX, units + calls.units);
    }

    /** Whether it is an instruction or two. */
    static boolean isShort(MethodReference method) {
        String owner = method.getClassName();
        return SHORT.contains(owner)
                || (owner.equals("java.lang.String") && SHORT_OF_STRING.contains(method.getName()));
    }

    private int ofCall(MethodReference method) {
        String owner = method.getClassName();
        if (isShort(method)) {
            return CALL;
        }
        if (!hasCheckpoints.test(owner)) {
            return UNKNOWN_CALL;
        }
        Integer units = known.get(method);
        if (units == null) {
            known.put(method, CALL); // a recursive method has checkpoints of its own
            units = ofBody(method);
            known.put(method, units);
        }
        return units;
    }

    /** What one run of a method takes without the loops in it, which have checkpoints of their own. */
    private int ofBody(MethodReference reference) {
        MethodReader method = Methods.resolve(classes, reference);
        ProgramReader program = method == null ? null : method.getProgram();
        if (program == null || depth == MAX_DEPTH) {
            return UNKNOWN_CALL;
        }
        depth++;
        int units = CALL;
        for (int i = 0; i < program.basicBlockCount(); i++) {
            units = Math.min(MAX, units + of(program.basicBlockAt(i)));
        }
        depth--;
        return units;
    }

    /** Adds up the calls that it reads. */
    private final class Calls extends AbstractInstructionReader {
        private int units;

        @Override
        public void invoke(
                @Nullable VariableReader receiver,
                @Nullable VariableReader instance,
                MethodReference method,
                List<? extends VariableReader> arguments,
                InvocationType type) {
            units = Math.min(MAX, units + ofCall(method));
        }
    }
}
