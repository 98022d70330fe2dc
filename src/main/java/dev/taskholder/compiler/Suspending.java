package dev.taskholder.compiler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.teavm.model.AccessLevel;
import org.teavm.model.BasicBlockReader;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ElementModifier;
import org.teavm.model.InstructionIterator;
import org.teavm.model.MethodReader;
import org.teavm.model.MethodReference;
import org.teavm.model.ProgramReader;
import org.teavm.model.ValueType;
import org.teavm.model.VariableReader;
import org.teavm.model.instructions.AbstractInstructionReader;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.util.ProgramUtils;

/**
 * Which calls may suspend, and which can be led to a plain twin instead. Found in the code as it was written, so that the class that
 * calls and the class that is called come to the same answer, whichever of them is transformed first.
 *
 * <p>Of a call to an unknown method it is an estimate. A wrong one costs time and nothing else: a twin that suspends after all is
 * compiled as a coroutine.
 */
final class Suspending {
    private final ClassReaderSource classes;
    private final CheckpointPolicy policy;
    private final Callbacks callbacks;
    private final boolean knowsTwins;
    private final Map<MethodReference, Boolean> known = new HashMap<>();

    Suspending(ClassReaderSource classes, CheckpointPolicy policy) {
        this(classes, policy, true);
    }

    private Suspending(ClassReaderSource classes, CheckpointPolicy policy, boolean knowsTwins) {
        this.classes = classes;
        this.policy = policy;
        this.callbacks = new Callbacks(classes);
        this.knowsTwins = knowsTwins;
    }

    /**
     * Which calls may come to a checkpoint at all, in a twin or not, one that only throws or one of the program's own. In doubt a call
     * does: also one of the library with an object, which may be asked for its hash code, compared, or told to run.
     */
    static Suspending orStopping(ClassReaderSource classes, CheckpointPolicy policy) {
        return new Suspending(classes, policy, false);
    }

    boolean isOf(ClassReaderSource source) {
        return classes == source;
    }

    /** Whether {@code program} has a call that may suspend, apart from those that {@code except} holds for. */
    boolean inCalls(ProgramReader program, Predicate<MethodReference> except) {
        Calls calls = new Calls(except);
        for (BasicBlockReader block : program.getBasicBlocks()) {
            for (InstructionIterator instructions = block.iterateInstructions(); instructions.hasNext(); ) {
                instructions.next();
                instructions.read(calls);
            }
        }
        return calls.found;
    }

    /**
     * Whether {@code method} has a plain twin: it has a loop and nothing that suspends but the checkpoints of the compiler, and a call of
     * it runs this code for sure.
     */
    boolean hasTwin(MethodReference reference) {
        ClassReader owner = classes.get(reference.getClassName());
        MethodReader method = owner == null ? null : owner.getMethod(reference.getDescriptor());
        ProgramReader program = method == null ? null : method.getProgram();
        return knowsTwins
                && owner != null
                && method != null
                && program != null
                && isDirect(method, owner)
                && !method.getName().startsWith("<")
                && !method.getName().startsWith("lambda$")
                && !method.hasModifier(ElementModifier.SYNCHRONIZED)
                && policy.covers(owner, method)
                && hasLoop(program)
                && callbacks.callerOf(owner, method) == Callbacks.Caller.NONE
                && !suspendsInside(reference, program);
    }

    private static boolean isDirect(MethodReader method, ClassReader owner) {
        return method.hasModifier(ElementModifier.STATIC)
                || method.hasModifier(ElementModifier.FINAL)
                || method.getLevel() == AccessLevel.PRIVATE
                || owner.hasModifier(ElementModifier.FINAL);
    }

    private boolean maySuspend(MethodReference method) {
        String name = method.getClassName();
        ClassReader owner = classes.get(name);
        if (owner == null || name.startsWith("java.util.function.") || name.startsWith("java.util.stream.")) {
            return true;
        }
        if (!policy.covers(owner)) {
            return name.startsWith("dev.taskholder.") ? !isOfCheckpoints(name) : ofLibrary(method);
        }
        MethodReader found = Methods.resolve(classes, method);
        ProgramReader program = found == null ? null : found.getProgram();
        if (found == null || program == null) {
            return true;
        }
        ClassReader declaring = Objects.requireNonNull(classes.get(found.getOwnerName()));
        boolean stops = policy.covers(declaring, found) && hasLoop(program);
        if (stops || found.hasModifier(ElementModifier.SYNCHRONIZED)) {
            return !hasTwin(method);
        }
        if (!knowsTwins && !runsForSure(found, declaring)) {
            return true;
        }
        return suspendsInside(method, program);
    }

    /** Whether a call runs this code, and nothing in front of it. */
    private boolean runsForSure(MethodReader method, ClassReader owner) {
        return (method.getName().equals("<init>") || isDirect(method, owner))
                && callbacks.callerOf(owner, method) == Callbacks.Caller.NONE;
    }

    private static boolean isOfCheckpoints(String name) {
        return name.equals(Code.RUNTIME) || name.equals(Code.CHUNK) || name.equals(TwinRuntime.CLASS);
    }

    private boolean ofLibrary(MethodReference method) {
        String owner = method.getClassName();
        if (owner.equals("java.lang.Thread")
                || owner.equals("java.lang.Runnable")
                || method.getName().equals("wait")) {
            return true;
        }
        for (ValueType type : method.getParameterTypes()) {
            if (isFunction(type) || (!knowsTwins && isObject(type))) {
                return true; // the function may
            }
        }
        return false;
    }

    private static boolean isFunction(ValueType type) {
        return type instanceof ValueType.Object object && object.getClassName().startsWith("java.util.function.");
    }

    /** Whether it is more than a number or a text, or an array of more. */
    private static boolean isObject(ValueType type) {
        if (type instanceof ValueType.Array array) {
            return isObject(array.getItemType());
        }
        return type instanceof ValueType.Object object && !object.getClassName().equals("java.lang.String");
    }

    /** True for what is recursive, on any way. */
    private boolean suspendsInside(MethodReference method, ProgramReader program) {
        Boolean answer = known.get(method);
        if (answer == null) {
            known.put(method, true);
            answer = inCalls(program, any -> false);
            known.put(method, answer);
        }
        return answer;
    }

    private static boolean hasLoop(ProgramReader program) {
        return program.basicBlockCount() > 2
                && !LoopFinder.find(ProgramUtils.copy(program)).isEmpty();
    }

    private final class Calls extends AbstractInstructionReader {
        private final Predicate<MethodReference> except;
        private boolean found;

        Calls(Predicate<MethodReference> except) {
            this.except = except;
        }

        @Override
        public void invoke(
                @Nullable VariableReader receiver,
                @Nullable VariableReader instance,
                MethodReference method,
                List<? extends VariableReader> arguments,
                InvocationType type) {
            found = found || (!except.test(method) && maySuspend(method));
        }

        @Override
        public void monitorEnter(VariableReader objectRef) {
            found = true;
        }
    }
}
