package dev.taskholder.compiler;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.CallLocation;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReader;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.Program;
import org.teavm.model.instructions.MonitorEnterInstruction;
import org.teavm.model.util.ProgramUtils;

/** Adds checkpoints to the methods that the policy names. */
final class CheckpointTransformer implements ClassHolderTransformer {
    private final CheckpointPolicy policy;
    private @Nullable Suspending known;
    private @Nullable Suspending stopping;
    private final Set<String> frameClasses = new HashSet<>();

    CheckpointTransformer(CheckpointPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if (TwinRuntime.FRAME.equals(type.getParent())) {
            return; // of a recursive method, which has its checkpoints
        }
        ClassReaderSource classes = context.getHierarchy().getClassSource();
        ClassReader asWritten = classes.get(type.getName());
        ClassReader owner = asWritten == null ? type : asWritten; // lambdas are classes that nobody wrote
        Callbacks callbacks = new Callbacks(classes);
        Map<MethodDescriptor, Callbacks.Caller> lambdas = null;
        Recursion recursion = null;
        Map<MethodHolder, LoopRewriter> suspending = new LinkedHashMap<>();
        for (MethodHolder method : List.copyOf(type.getMethods())) {
            if (method.getProgram() == null || method.getProgram().basicBlockCount() == 0) {
                continue;
            }
            if (!policy.covers(owner, method)) {
                continue;
            }
            if (recursion == null || lambdas == null) {
                recursion = new Recursion(type);
                lambdas = callbacks.callersOfLambdas(type);
            }
            Callbacks.Caller caller = callbacks.callerOf(owner, method);
            Callbacks.Caller ofLambda = lambdas.getOrDefault(method.getDescriptor(), Callbacks.Caller.NONE);
            if (caller == Callbacks.Caller.RUNTIME || ofLambda == Callbacks.Caller.RUNTIME) {
                continue;
            }
            boolean mayPark = caller != Callbacks.Caller.OTHER && ofLambda != Callbacks.Caller.OTHER;
            Parking parking = mayPark ? Parking.ALLOWED : Parking.FORBIDDEN;
            Program asBefore = ProgramUtils.copy(method.getProgram());
            try {
                LoopRewriter loops = rewrite(method, recursion, caller, parking, context);
                if (mayPark) {
                    suspending.put(method, loops);
                }
            } catch (
                    RuntimeException e) { // one method is left as it is, with a word about it, and the program compiled
                method.setProgram(asBefore);
                context.getDiagnostics()
                        .warning(
                                new CallLocation(method.getReference()),
                                "{{m0}} has no checkpoints: " + e,
                                method.getReference());
            }
        }
        if (initialiserMayStop(owner, classes)) {
            InitialiserGuard.add(type);
        }
        if (recursion != null) {
            Set<MethodHolder> twinned = PlainTwins.add(
                    type,
                    context,
                    suspending.keySet(),
                    method -> Objects.requireNonNull(suspending.get(method)).hasAdded(),
                    calls(classes));
            for (Map.Entry<MethodHolder, LoopRewriter> entry : suspending.entrySet()) {
                MethodHolder method = entry.getKey();
                if (!twinned.contains(method)) {
                    entry.getValue()
                            .keepVariables(context.getHierarchy(), new FrameClasses(context::submit, frameClasses));
                    if (recursion.isRecursive(method)) {
                        RecursionPoll.insert(method, Parking.ALLOWED);
                    }
                }
            }
        }
    }

    private boolean initialiserMayStop(ClassReader owner, ClassReaderSource classes) {
        MethodReader initialiser = owner.getMethod(InitialiserGuard.INITIALISER);
        if (initialiser == null || initialiser.getProgram() == null || !policy.isOfUser(owner)) {
            return false;
        }
        if (stopping == null || !stopping.isOf(classes)) {
            stopping = Suspending.orStopping(classes, policy);
        }
        return stopping.inCalls(initialiser.getProgram(), none -> false);
    }

    /** Kept from class to class, because it looks at many. */
    private Suspending calls(ClassReaderSource classes) {
        if (known == null || !known.isOf(classes)) {
            known = new Suspending(classes, policy);
        }
        return known;
    }

    private LoopRewriter rewrite(
            MethodHolder method,
            Recursion recursion,
            Callbacks.Caller caller,
            Parking parking,
            ClassHolderTransformerContext context) {
        ClassReaderSource classes = context.getHierarchy().getClassSource();
        if (recursion.isRecursive(method)) {
            if (parking == Parking.FORBIDDEN) { // the others get a twin, if they can have one
                RecursionPoll.insert(method, parking);
            }
        } else if (caller == Callbacks.Caller.SUSPENDABLE || (parking == Parking.ALLOWED && takesLock(method))) {
            EntryCheckpoint.insert(method.getProgram(), Units.UNKNOWN_CALL, parking);
        }
        Units units = new Units(classes, name -> {
            ClassReader called = classes.get(name);
            return called != null && policy.covers(called);
        });
        LoopRewriter loops = new LoopRewriter(method, parking, units);
        loops.rewrite();
        return loops;
    }

    /** Whether it must be able to suspend, for TeaVM lets it wait for a lock only then, and has it throw otherwise. */
    private static boolean takesLock(MethodHolder method) {
        if (method.hasModifier(ElementModifier.SYNCHRONIZED)) {
            return true;
        }
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof MonitorEnterInstruction) {
                    return true;
                }
            }
        }
        return false;
    }
}
