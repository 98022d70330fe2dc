package dev.taskholder.compiler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlockReader;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ElementModifier;
import org.teavm.model.InstructionIterator;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHandle;
import org.teavm.model.MethodReader;
import org.teavm.model.ProgramReader;
import org.teavm.model.RuntimeConstant;
import org.teavm.model.ValueType;
import org.teavm.model.VariableReader;
import org.teavm.model.instructions.AbstractInstructionReader;

/**
 * Which methods are called from code that is not the user's, and whether they may suspend there. What can reach a suspending call is
 * compiled to a coroutine, through every implementation of an interface; so a comparator that suspends would make coroutines of all maps
 * and sorts, an iterator of every loop over a collection. Functions of {@code java.util.function} may suspend: that is how streams are
 * paused. What JavaScript calls has no fiber to suspend.
 */
final class Callbacks {
    private static final Set<String> MAY_SUSPEND = Set.of(
            "java.lang.Runnable", "java.util.concurrent.Callable", "java.lang.Thread", "java.lang.AutoCloseable");
    private static final String FUNCTIONS = "java.util.function.";
    private static final String JS_OBJECT = "org.teavm.jso.JSObject";

    /** What the library calls in no loop of its own, so that nothing is to be stopped there. */
    private static final Set<String> CALLED_ONCE = Set.of(
            "java.lang.Runnable",
            "java.util.concurrent.Callable",
            "java.lang.Thread",
            "java.lang.AutoCloseable",
            "java.util.function.Supplier");

    /** What the runtime calls while it is at work; their documentation says that they must not block or throw. */
    private static final Set<String> OF_RUNTIME = Set.of(
            "dev.taskholder.TaskListener",
            "dev.taskholder.Answer$Listener",
            "dev.taskholder.Request$Listener",
            "dev.taskholder.TaskHandle$SendListener",
            "dev.taskholder.Channel$Undelivered",
            "dev.taskholder.Deferred$Abandon",
            "dev.taskholder.Condition$Predicate",
            "dev.taskholder.Bytes$Content",
            "dev.taskholder.Host",
            "dev.taskholder.Host$Turn");

    /** How a method is called from outside, the strictest last. */
    enum Caller {
        /** Only from the user's code. */
        NONE,
        /** By the library, once, which may be suspended. */
        ONCE,
        /** By the library, again and again perhaps, which may be suspended. */
        SUSPENDABLE,
        /** By the library or by JavaScript, where nothing may suspend. */
        OTHER,
        /** By the runtime in the middle of its own work, where nothing may be thrown either. */
        RUNTIME
    }

    private final ClassReaderSource classes;

    Callbacks(ClassReaderSource classes) {
        this.classes = classes;
    }

    /** How {@code method} of {@code owner} is called as the override of a method of the library. */
    Caller callerOf(ClassReader owner, MethodReader method) {
        if (method.hasModifier(ElementModifier.STATIC) || method.getName().startsWith("<")) {
            return exported(method) ? Caller.OTHER : Caller.NONE;
        }
        if (exported(method)) {
            return Caller.OTHER;
        }
        Caller found = Caller.NONE;
        Set<String> seen = new HashSet<>();
        Deque<String> work = new ArrayDeque<>(supertypes(owner));
        while (!work.isEmpty()) {
            ClassReader type = seen.add(work.peek()) ? classes.get(work.pop()) : skip(work);
            if (type == null) {
                continue;
            }
            work.addAll(supertypes(type));
            boolean declares = declares(type, method);
            if (type.getName().equals(JS_OBJECT)) {
                return Caller.OTHER;
            }
            if (declares && OF_RUNTIME.contains(type.getName())) {
                return Caller.RUNTIME;
            }
            if (declares && isOfLibrary(type.getName())) {
                if (!maySuspend(type.getName())) {
                    return Caller.OTHER;
                }
                found = stricter(found, CALLED_ONCE.contains(type.getName()) ? Caller.ONCE : Caller.SUSPENDABLE);
            }
        }
        return found;
    }

    /** What holds if something is called in both ways. */
    private static Caller stricter(Caller one, Caller other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static @Nullable ClassReader skip(Deque<String> work) {
        work.pop();
        return null;
    }

    private static boolean exported(MethodReader method) {
        return method.getAnnotations().get("org.teavm.jso.JSExport") != null;
    }

    /** By name and number of parameters: a generic method is overridden by one with other types, with a bridge between them. */
    private static boolean declares(ClassReader type, MethodReader method) {
        for (MethodReader other : type.getMethods()) {
            if (other.getName().equals(method.getName())
                    && other.parameterCount() == method.parameterCount()
                    && !other.hasModifier(ElementModifier.STATIC)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> supertypes(ClassReader type) {
        Set<String> result = new HashSet<>(type.getInterfaces());
        if (type.getParent() != null) {
            result.add(type.getParent());
        }
        return result;
    }

    private static boolean isOfLibrary(String type) {
        return type.startsWith("java.") || type.startsWith("javax.");
    }

    private static boolean maySuspend(String type) {
        return MAY_SUSPEND.contains(type) || type.startsWith(FUNCTIONS);
    }

    private Caller callerOfLambda(String type) {
        Set<String> seen = new HashSet<>();
        Deque<String> work = new ArrayDeque<>(Set.of(type));
        Caller found = Caller.NONE;
        while (!work.isEmpty()) {
            String name = work.pop();
            ClassReader reader = classes.get(name);
            if (!seen.add(name) || reader == null) {
                continue;
            }
            work.addAll(supertypes(reader));
            if (name.equals(JS_OBJECT)) {
                return Caller.OTHER;
            }
            if (OF_RUNTIME.contains(name)) {
                return Caller.RUNTIME;
            }
            if (isOfLibrary(name)
                    && !name.equals("java.lang.Object")
                    && reader.hasModifier(ElementModifier.INTERFACE)) {
                found = stricter(found, maySuspend(name) ? Caller.SUSPENDABLE : Caller.OTHER);
            }
        }
        return found;
    }

    /** How the methods of {@code owner} are called that stand for a lambda, or for a reference to a method. */
    Map<MethodDescriptor, Caller> callersOfLambdas(ClassReader owner) {
        Map<MethodDescriptor, Caller> result = new HashMap<>();
        ClassReader asWritten = classes.get(owner.getName()); // the lambdas of the class at hand are objects already
        if (asWritten == null) {
            return result;
        }
        for (MethodReader method : asWritten.getMethods()) {
            ProgramReader program = method.getProgram();
            for (int i = 0; program != null && i < program.basicBlockCount(); i++) {
                read(program.basicBlockAt(i), owner.getName(), result);
            }
        }
        return result;
    }

    private void read(BasicBlockReader block, String owner, Map<MethodDescriptor, Caller> result) {
        AbstractInstructionReader lambdas = new AbstractInstructionReader() {
            @Override
            public void invokeDynamic(
                    @Nullable VariableReader receiver,
                    @Nullable VariableReader instance,
                    MethodDescriptor method,
                    List<? extends VariableReader> arguments,
                    MethodHandle bootstrapMethod,
                    List<RuntimeConstant> bootstrapArguments) {
                if (!bootstrapMethod.getClassName().equals("java.lang.invoke.LambdaMetafactory")) {
                    return;
                }
                MethodHandle body = bootstrapArguments.get(1).getMethodHandle();
                if (body.getClassName().equals(owner)
                        && method.getResultType() instanceof ValueType.Object type
                        && body.signature() != null) {
                    result.merge(
                            new MethodDescriptor(body.getName(), body.signature()),
                            callerOfLambda(type.getClassName()),
                            Callbacks::stricter);
                }
            }
        };
        for (InstructionIterator instructions = block.iterateInstructions(); instructions.hasNext(); ) {
            instructions.next();
            instructions.read(lambdas);
        }
    }
}
