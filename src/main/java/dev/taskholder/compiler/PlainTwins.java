package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.teavm.model.AccessLevel;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BranchingCondition;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.util.ProgramUtils;

/**
 * Lets methods run as if they had no checkpoints. What can suspend is compiled by TeaVM to a coroutine, in which calls cost several times
 * as much and an engine does not optimise loops well. So recursive methods, and those whose loops wait for nothing but checkpoints, run
 * in plain twins, which never suspend. At a checkpoint they save their variables in frames and return; the method that was called from
 * outside lets the task stop, and goes on with the frames.
 *
 * @see PlainTwin
 * @see ResumedTwin
 */
final class PlainTwins {
    private final ClassHolder holder;
    private final ClassHolderTransformerContext context;
    private final Map<MethodDescriptor, PlainTwin> twins = new LinkedHashMap<>();
    private final Map<MethodDescriptor, Program> resumed = new LinkedHashMap<>();

    private PlainTwins(ClassHolder holder, ClassHolderTransformerContext context) {
        this.holder = holder;
        this.context = context;
    }

    /**
     * Adds twins to {@code holder}.
     *
     * @param chosen methods whose loops have their checkpoints already
     * @param hasLoop whether a method of these has such a loop
     * @return those that are left to a twin from now on
     */
    static Set<MethodHolder> add(
            ClassHolder holder,
            ClassHolderTransformerContext context,
            Set<MethodHolder> chosen,
            Predicate<MethodHolder> hasLoop,
            Suspending calls) {
        Set<MethodHolder> methods =
                chosen.stream().filter(PlainTwins::isPossible).collect(Collectors.toCollection(LinkedHashSet::new));
        PlainTwins twins = new PlainTwins(holder, context);
        while (true) {
            CallGroup group = CallGroup.of(holder, methods, hasLoop, calls);
            MethodHolder refused = twins.build(group, calls);
            if (refused == null) {
                twins.keepPromises(calls);
                methods.removeIf(method -> !group.isRoot(method.getDescriptor()));
                return methods;
            }
            methods.remove(refused);
        }
    }

    private static boolean isPossible(MethodHolder method) {
        return method.getProgram() != null
                && method.getProgram().basicBlockCount() > 0
                && !method.getName().startsWith("<")
                && !method.hasModifier(ElementModifier.SYNCHRONIZED);
    }

    /** Null if all that need a twin have one now; else one that cannot, and nothing is changed. */
    private @Nullable MethodHolder build(CallGroup group, Suspending calls) {
        twins.clear();
        resumed.clear();
        Set<MethodDescriptor> wanted = group.twins();
        for (MethodDescriptor descriptor : wanted) {
            MethodHolder method = holder.getMethod(descriptor);
            try {
                PlainTwin twin = PlainTwin.of(
                        method,
                        twins.size(),
                        call -> wanted.contains(group.target(call)) || isTwinElsewhere(call, calls),
                        call -> group.comesBack(call, descriptor),
                        context.getHierarchy());
                twins.put(descriptor, twin);
                resumed.put(descriptor, ResumedTwin.of(twin));
            } catch (NotCapturable shape) {
                return method;
            }
        }
        twins.values().forEach(twin -> twin.leave(twin.program));
        twins.forEach((descriptor, twin) -> install(twin, group.isRoot(descriptor)));
        return null;
    }

    private boolean isTwinElsewhere(InvokeInstruction call, Suspending calls) {
        return !call.getMethod().getClassName().equals(holder.getName()) && calls.hasTwin(call.getMethod());
    }

    /** What other classes call as a twin is there, though it be the method itself under another name. */
    private void keepPromises(Suspending calls) {
        for (MethodHolder method : List.copyOf(holder.getMethods())) {
            MethodReference plain = PlainTwin.reference(method.getReference());
            if (calls.hasTwin(method.getReference()) && holder.getMethod(plain.getDescriptor()) == null) {
                add(method, plain, ProgramUtils.copy(method.getProgram()));
            }
        }
    }

    private void add(MethodHolder method, MethodReference reference, Program program) {
        MethodHolder plain = new MethodHolder(reference.getDescriptor());
        plain.setLevel(AccessLevel.PUBLIC);
        plain.getModifiers().addAll(method.getModifiers());
        plain.setProgram(program);
        holder.addMethod(plain);
    }

    private void install(PlainTwin twin, boolean isRoot) {
        MethodReference reference = PlainTwin.reference(twin.method.getReference());
        add(twin.method, reference, twin.program);
        MethodHolder resume = new MethodHolder(new MethodDescriptor("resume", ValueType.VOID));
        resume.setLevel(AccessLevel.PUBLIC);
        resume.setProgram(Objects.requireNonNull(resumed.get(twin.method.getDescriptor())));
        twin.frame.holder.addMethod(resume);
        context.submit(twin.frame.holder);
        if (isRoot) {
            twin.method.setProgram(outermost(twin.method, reference));
        }
    }

    /** What is called from outside: {@code result = plain(…); if (unwinding) { run(); result = its result } return result}. */
    private static Program outermost(MethodHolder method, MethodReference plain) {
        Program program = new Program();
        List<Variable> parameters = new ArrayList<>();
        for (int i = 0; i <= method.parameterCount(); i++) {
            parameters.add(program.createVariable());
        }
        BasicBlock first = program.createBasicBlock();
        BasicBlock stop = program.createBasicBlock();
        BasicBlock ended = program.createBasicBlock();
        TextLocation nowhere = notWritten(method.getProgram());
        Code code = Code.in(first, nowhere);
        InvokeInstruction call =
                TwinRuntime.call(plain, parameters.subList(1, parameters.size()).toArray(new Variable[0]));
        if (!method.hasModifier(ElementModifier.STATIC)) {
            call.setInstance(parameters.get(0));
        }
        Variable result = method.getResultType() == ValueType.VOID ? null : code.variable();
        call.setReceiver(result);
        code.add(call);
        Variable unwinding = code.variable();
        code.add(TwinRuntime.get(unwinding, TwinRuntime.UNWINDING, ValueType.BOOLEAN));
        code.branch(BranchingCondition.NOT_EQUAL, unwinding, stop, ended);
        Code stopping = Code.in(stop, nowhere);
        stopping.add(TwinRuntime.call(TwinRuntime.RUN));
        Variable resumed = null;
        if (result != null) {
            resumed = stopping.variable();
            TwinRuntime.result(stopping, resumed, method.getResultType());
        }
        stopping.add(exit(resumed));
        Code.in(ended, null).add(exit(result));
        return program;
    }

    /** A line that no file has: {@link StackMap} leaves out what is there. With no file at all it would not know who has called this. */
    static @Nullable TextLocation notWritten(Program original) {
        for (BasicBlock block : original.getBasicBlocks()) {
            for (Instruction each : block) {
                TextLocation written = each.getLocation();
                if (written != null && written.getFileName() != null) {
                    return new TextLocation(written.getFileName(), StackMap.NOT_WRITTEN);
                }
            }
        }
        return null;
    }

    private static ExitInstruction exit(@Nullable Variable value) {
        ExitInstruction exit = new ExitInstruction();
        exit.setValueToReturn(value);
        return exit;
    }
}
