package dev.taskholder.compiler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.instructions.InvokeInstruction;

/** Which methods of a class call themselves, at once or through other methods of the same class. */
final class Recursion {
    private final Map<MethodDescriptor, Set<MethodDescriptor>> calls = new HashMap<>();

    Recursion(ClassHolder owner) {
        for (MethodHolder method : owner.getMethods()) {
            Set<MethodDescriptor> called = new HashSet<>();
            calls.put(method.getDescriptor(), called);
            if (method.getProgram() == null) {
                continue;
            }
            for (BasicBlock block : method.getProgram().getBasicBlocks()) {
                for (Instruction instruction : block) {
                    if (instruction instanceof InvokeInstruction call
                            && call.getMethod().getClassName().equals(owner.getName())) {
                        called.add(call.getMethod().getDescriptor());
                    }
                }
            }
        }
    }

    boolean isRecursive(MethodHolder method) {
        Set<MethodDescriptor> seen = new HashSet<>();
        Deque<MethodDescriptor> work = new ArrayDeque<>(called(method.getDescriptor()));
        while (!work.isEmpty()) {
            MethodDescriptor next = work.pop();
            if (seen.add(next)) {
                work.addAll(called(next));
            }
        }
        return seen.contains(method.getDescriptor());
    }

    private Set<MethodDescriptor> called(MethodDescriptor method) {
        return calls.getOrDefault(method, Set.of());
    }
}
