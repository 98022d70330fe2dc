package dev.taskholder.compiler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Which methods of a class call which of the same class, as far as the target is known when compiling: static, private and final ones.
 * From that: those that are recursive, and those that need a plain twin because a recursive one calls them and they can suspend.
 */
final class CallGroup {
    private final ClassHolder holder;
    private final Map<MethodDescriptor, Set<MethodDescriptor>> calls = new LinkedHashMap<>();
    private final Set<MethodDescriptor> stopping = new LinkedHashSet<>();
    private final Set<MethodDescriptor> roots = new LinkedHashSet<>();

    private CallGroup(ClassHolder holder) {
        this.holder = holder;
    }

    static CallGroup of(
            ClassHolder holder, Set<MethodHolder> methods, Predicate<MethodHolder> hasLoop, Suspending suspending) {
        CallGroup group = new CallGroup(holder);
        Set<MethodDescriptor> known =
                methods.stream().map(MethodHolder::getDescriptor).collect(Collectors.toSet());
        for (MethodHolder method : methods) {
            group.calls.put(method.getDescriptor(), group.callees(method.getProgram(), known));
        }
        group.findStopping(methods);
        group.findRoots(methods, hasLoop, suspending);
        return group;
    }

    /** Whether calls of {@code method}, a static or own one, can be led to a twin: it is known which code they run. */
    static boolean isDirect(MethodHolder method, ClassHolder holder) {
        return method.hasModifier(ElementModifier.STATIC)
                || method.hasModifier(ElementModifier.FINAL)
                || method.getLevel() == AccessLevel.PRIVATE
                || holder.hasModifier(ElementModifier.FINAL);
    }

    private boolean isRecursive(MethodDescriptor method) {
        return reachable(callees(method)).contains(method);
    }

    /** Whether it is left to its twin: recursive, or with loops and nothing else that suspends. */
    boolean isRoot(MethodDescriptor method) {
        return roots.contains(method);
    }

    /** Those that get a plain twin. */
    Set<MethodDescriptor> twins() {
        Set<MethodDescriptor> twins = reachable(roots);
        twins.retainAll(stopping);
        return twins;
    }

    /** Whether what {@code call} calls may in turn come to {@code caller}. */
    boolean comesBack(InvokeInstruction call, MethodDescriptor caller) {
        MethodDescriptor callee = target(call);
        return callee != null && reachable(Set.of(callee)).contains(caller);
    }

    /** The method of the class that {@code call} calls, null if it is another or not surely this one. */
    @Nullable MethodDescriptor target(InvokeInstruction call) {
        if (!call.getMethod().getClassName().equals(holder.getName())) {
            return null;
        }
        MethodHolder method = holder.getMethod(call.getMethod().getDescriptor());
        boolean sure = method != null && (call.getType() == InvocationType.SPECIAL || isDirect(method, holder));
        return sure ? call.getMethod().getDescriptor() : null;
    }

    private Set<MethodDescriptor> callees(MethodDescriptor method) {
        return calls.getOrDefault(method, Set.of());
    }

    private Set<MethodDescriptor> callees(@Nullable Program program, Set<MethodDescriptor> known) {
        Set<MethodDescriptor> callees = new LinkedHashSet<>();
        for (InvokeInstruction call : invocations(program)) {
            MethodDescriptor callee = target(call);
            if (callee != null && known.contains(callee)) {
                callees.add(callee);
            }
        }
        return callees;
    }

    /** The recursive ones, those with a checkpoint in a loop, and all that call one of these. */
    private void findStopping(Set<MethodHolder> methods) {
        for (MethodHolder method : methods) {
            if (isRecursive(method.getDescriptor())
                    || invocations(method.getProgram()).stream().anyMatch(Checkpoint::is)) {
                stopping.add(method.getDescriptor());
            }
        }
        for (MethodHolder method : methods) {
            if (reachable(callees(method.getDescriptor())).stream().anyMatch(List.copyOf(stopping)::contains)) {
                stopping.add(method.getDescriptor());
            }
        }
    }

    private void findRoots(Set<MethodHolder> methods, Predicate<MethodHolder> hasLoop, Suspending suspending) {
        Set<MethodDescriptor> waiting = new LinkedHashSet<>(); // not for a checkpoint of the compiler's alone
        for (MethodHolder method : methods) {
            Set<MethodDescriptor> own = callees(method.getDescriptor());
            if (suspending.inCalls(
                    Objects.requireNonNull(method.getProgram()),
                    called -> called.getClassName().equals(holder.getName()) && own.contains(called.getDescriptor()))) {
                waiting.add(method.getDescriptor());
            }
        }
        for (MethodHolder method : methods) {
            MethodDescriptor descriptor = method.getDescriptor();
            if (isRecursive(descriptor)
                    || (hasLoop.test(method)
                            && reachable(Set.of(descriptor)).stream().noneMatch(waiting::contains))) {
                roots.add(descriptor);
            }
        }
    }

    private Set<MethodDescriptor> reachable(Set<MethodDescriptor> from) {
        Set<MethodDescriptor> reached = new LinkedHashSet<>();
        Deque<MethodDescriptor> work = new ArrayDeque<>(from);
        while (!work.isEmpty()) {
            MethodDescriptor method = work.pop();
            if (reached.add(method)) {
                work.addAll(callees(method));
            }
        }
        return reached;
    }

    private static List<InvokeInstruction> invocations(@Nullable Program program) {
        List<InvokeInstruction> invocations = new ArrayList<>();
        if (program != null) {
            for (BasicBlock block : program.getBasicBlocks()) {
                for (Instruction instruction : block) {
                    if (instruction instanceof InvokeInstruction invocation) {
                        invocations.add(invocation);
                    }
                }
            }
        }
        return invocations;
    }
}
