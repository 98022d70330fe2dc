package dev.taskholder.compiler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.Variable;
import org.teavm.model.util.BasicBlockMapper;
import org.teavm.model.util.TransitionExtractor;

/** The edges between the blocks of a program. */
final class Blocks {
    private Blocks() {}

    /** Where the last instruction of {@code block} jumps to, each target once; not where it throws to. */
    static Set<BasicBlock> successors(BasicBlock block) {
        Instruction last = block.getLastInstruction();
        if (last == null) {
            return Set.of();
        }
        TransitionExtractor extractor = new TransitionExtractor();
        last.acceptVisitor(extractor);
        BasicBlock[] targets = extractor.getTargets();
        return targets == null ? Set.of() : new LinkedHashSet<>(Arrays.asList(targets));
    }

    /** The blocks that jump to {@code target}. */
    static List<BasicBlock> predecessors(BasicBlock target) {
        List<BasicBlock> result = new ArrayList<>();
        for (BasicBlock block : target.getProgram().getBasicBlocks()) {
            if (successors(block).contains(target)) {
                result.add(block);
            }
        }
        return result;
    }

    /** What can be reached from the entry, by jumps and by exceptions. */
    static Set<BasicBlock> reachable(Program program) {
        Set<BasicBlock> reached = new LinkedHashSet<>();
        Deque<BasicBlock> work = new ArrayDeque<>();
        work.push(program.basicBlockAt(0));
        while (!work.isEmpty()) {
            BasicBlock block = work.pop();
            if (reached.add(block)) {
                successors(block).forEach(work::push);
                for (TryCatchBlock tryCatch : block.getTryCatchBlocks()) {
                    work.push(tryCatch.getHandler());
                }
            }
        }
        return reached;
    }

    /** Lets {@code source} jump to {@code newTarget} where it jumped to {@code oldTarget}. */
    static void retarget(BasicBlock source, BasicBlock oldTarget, BasicBlock newTarget) {
        source.getLastInstruction()
                .acceptVisitor(new BasicBlockMapper((BasicBlock target) -> target == oldTarget ? newTarget : target));
    }

    /** Puts {@code between}, which jumps to {@code target}, on the edge from {@code source} to {@code target}. */
    static void insertBetween(BasicBlock source, BasicBlock between, BasicBlock target) {
        retarget(source, target, between);
        moveIncomings(target, source, between);
    }

    /** What phis of {@code target} got from {@code oldSource} comes from {@code newSource} now. */
    static void moveIncomings(BasicBlock target, BasicBlock oldSource, BasicBlock newSource) {
        for (Phi phi : target.getPhis()) {
            for (Incoming incoming : phi.getIncomings()) {
                if (incoming.getSource() == oldSource) {
                    incoming.setSource(newSource);
                }
            }
        }
    }

    static Incoming incoming(BasicBlock source, Variable value) {
        Incoming incoming = new Incoming();
        incoming.setSource(source);
        incoming.setValue(value);
        return incoming;
    }
}
