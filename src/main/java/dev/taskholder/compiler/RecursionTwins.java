package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.teavm.model.AccessLevel;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BranchingCondition;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Gives recursive methods their checkpoints. What can suspend is compiled by TeaVM in a way that makes each call cost several times as
 * much, so the recursion itself runs in plain twins of the methods, which never suspend. When the task must stop they save their variables
 * in frames and return; the method that was called from outside lets the task stop, and goes on with the frames.
 *
 * @see PlainTwin
 * @see ResumedTwin
 */
final class RecursionTwins {
    private final ClassHolder holder;
    private final ClassHolderTransformerContext context;
    private final Map<MethodDescriptor, PlainTwin> twins = new LinkedHashMap<>();
    private final Map<MethodDescriptor, Program> resumed = new LinkedHashMap<>();

    private RecursionTwins(ClassHolder holder, ClassHolderTransformerContext context) {
        this.holder = holder;
        this.context = context;
    }

    /**
     * Adds checkpoints to the recursive methods of {@code holder} among {@code chosen}, whose loops have theirs already.
     *
     * @return those methods but the ones whose shape does not allow it
     */
    static Set<MethodHolder> add(ClassHolder holder, ClassHolderTransformerContext context, Set<MethodHolder> chosen) {
        Set<MethodHolder> methods = chosen.stream()
                .filter(method -> isPossible(method, holder))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        RecursionTwins twins = new RecursionTwins(holder, context);
        while (true) {
            CallGroup group = CallGroup.of(holder, methods);
            MethodHolder refused = twins.build(group);
            if (refused == null) {
                methods.removeIf(method -> !group.isRecursive(method.getDescriptor()));
                return methods;
            }
            methods.remove(refused);
        }
    }

    private static boolean isPossible(MethodHolder method, ClassHolder holder) {
        return method.getProgram() != null
                && method.getProgram().basicBlockCount() > 0
                && !method.getName().startsWith("<")
                && !method.hasModifier(ElementModifier.SYNCHRONIZED)
                && CallGroup.isDirect(method, holder);
    }

    /** Null if all that need a twin have one now; else one that cannot, and nothing is changed. */
    private @Nullable MethodHolder build(CallGroup group) {
        twins.clear();
        resumed.clear();
        Set<MethodDescriptor> wanted = group.twins();
        for (MethodDescriptor descriptor : wanted) {
            MethodHolder method = holder.getMethod(descriptor);
            try {
                PlainTwin twin = PlainTwin.of(
                        method,
                        call -> wanted.contains(group.target(call)),
                        call -> group.comesBack(call, descriptor),
                        context.getHierarchy());
                twins.put(descriptor, twin);
                resumed.put(descriptor, ResumedTwin.of(twin));
            } catch (NotCapturable shape) {
                return method;
            }
        }
        twins.forEach((descriptor, twin) -> install(twin, group.isRecursive(descriptor)));
        return null;
    }

    private void install(PlainTwin twin, boolean isRecursive) {
        MethodReference reference = PlainTwin.reference(twin.method.getReference());
        MethodHolder plain = new MethodHolder(reference.getDescriptor());
        plain.setLevel(AccessLevel.PRIVATE);
        plain.getModifiers().addAll(twin.method.getModifiers());
        plain.setProgram(twin.program);
        holder.addMethod(plain);
        MethodHolder resume = new MethodHolder(new MethodDescriptor("resume", ValueType.VOID));
        resume.setLevel(AccessLevel.PUBLIC);
        resume.setProgram(Objects.requireNonNull(resumed.get(twin.method.getDescriptor())));
        twin.frame.holder.addMethod(resume);
        context.submit(twin.frame.holder);
        if (isRecursive) {
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
        Code code = Code.in(first, null);
        InvokeInstruction call = RecursionRuntime.call(
                plain, parameters.subList(1, parameters.size()).toArray(new Variable[0]));
        if (!method.hasModifier(ElementModifier.STATIC)) {
            call.setInstance(parameters.get(0));
        }
        Variable result = method.getResultType() == ValueType.VOID ? null : code.variable();
        call.setReceiver(result);
        code.add(call);
        Variable unwinding = code.variable();
        code.add(RecursionRuntime.get(unwinding, RecursionRuntime.UNWINDING, ValueType.BOOLEAN));
        code.branch(BranchingCondition.NOT_EQUAL, unwinding, stop, ended);
        Code stopping = Code.in(stop, null);
        stopping.add(RecursionRuntime.call(RecursionRuntime.RUN));
        Variable resumed = null;
        if (result != null) {
            resumed = stopping.variable();
            RecursionRuntime.result(stopping, resumed, method.getResultType());
        }
        stopping.add(exit(resumed));
        Code.in(ended, null).add(exit(result));
        return program;
    }

    private static ExitInstruction exit(@Nullable Variable value) {
        ExitInstruction exit = new ExitInstruction();
        exit.setValueToReturn(value);
        return exit;
    }
}
