package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.Variable;
import org.teavm.model.util.DefinitionExtractor;
import org.teavm.model.util.ProgramUtils;

/**
 * Cuts blocks in two, also where exceptions are caught: a phi of a handler has an incoming for every value that the variable has within a
 * block, and they are shared out between the halves.
 */
final class BlockSplit {
    private BlockSplit() {}

    /** Moves what follows {@code last} to a new block with the same handlers. Nothing jumps to it yet. */
    static BasicBlock after(Instruction last) {
        BasicBlock block = last.getBasicBlock();
        Program program = block.getProgram();
        BasicBlock rest = program.createBasicBlock();
        rest.getTryCatchBlocks().addAll(ProgramUtils.copyTryCatches(block, program));
        List<Variable> kept = definedUntil(last);
        while (last.getNext() != null) {
            Instruction moved = last.getNext();
            moved.delete();
            rest.add(moved);
        }
        List<Variable> moved = definedIn(rest);
        Set<BasicBlock> handlers = handlers(rest);
        for (BasicBlock successor : Blocks.successors(rest)) {
            Blocks.moveIncomings(successor, block, rest);
        }
        for (BasicBlock handler : handlers) {
            for (Phi phi : handler.getPhis()) {
                Variable before = latest(phi, block, kept, moved);
                for (Incoming incoming : phi.getIncomings()) {
                    if (incoming.getSource() == block && moved.contains(incoming.getValue())) {
                        incoming.setSource(rest);
                    }
                }
                if (before != null) {
                    phi.getIncomings().add(Blocks.incoming(rest, before));
                }
            }
        }
        return rest;
    }

    /** Moves all of {@code block} but its phis to a new block with its handlers, and has it jump there. */
    static void empty(BasicBlock block) {
        Program program = block.getProgram();
        BasicBlock rest = program.createBasicBlock();
        rest.getTryCatchBlocks().addAll(ProgramUtils.copyTryCatches(block, program));
        Set<BasicBlock> targets = new LinkedHashSet<>(handlers(block));
        targets.addAll(Blocks.successors(block));
        block.getTryCatchBlocks().clear();
        while (block.getFirstInstruction() != null) {
            Instruction moved = block.getFirstInstruction();
            moved.delete();
            rest.add(moved);
        }
        for (BasicBlock target : targets) {
            Blocks.moveIncomings(target, block, rest);
        }
        Code.in(block, null).jump(rest);
    }

    /**
     * Adds {@code twin} to the sources of the handlers of {@code block}, which it has too: its exceptions come with the values that the
     * variables had when {@code block} was entered, none of them being {@code result}.
     */
    static void throwAlike(BasicBlock twin, BasicBlock block, @Nullable Variable result) {
        twin.getTryCatchBlocks().addAll(ProgramUtils.copyTryCatches(block, block.getProgram()));
        List<Variable> later = result == null ? List.of() : List.of(result);
        for (BasicBlock handler : handlers(block)) {
            for (Phi phi : handler.getPhis()) {
                Variable value = latest(phi, block, definedUntil(block.getLastInstruction()), later);
                if (value != null) {
                    phi.getIncomings().add(Blocks.incoming(twin, value));
                }
            }
        }
    }

    static Set<BasicBlock> handlers(BasicBlock block) {
        Set<BasicBlock> handlers = new LinkedHashSet<>();
        for (TryCatchBlock tryCatch : block.getTryCatchBlocks()) {
            handlers.add(tryCatch.getHandler());
        }
        return handlers;
    }

    /** Which of the values that come from {@code block} is the last of those before {@code later}; null if there is none. */
    private static @Nullable Variable latest(Phi phi, BasicBlock block, List<Variable> inOrder, List<Variable> later) {
        Variable latest = null;
        for (Incoming incoming : phi.getIncomings()) {
            Variable value = incoming.getValue();
            if (incoming.getSource() == block
                    && !later.contains(value)
                    && (latest == null || inOrder.indexOf(value) > inOrder.indexOf(latest))) {
                latest = value;
            }
        }
        return latest;
    }

    private static List<Variable> definedUntil(Instruction last) {
        List<Variable> defined = new ArrayList<>();
        BasicBlock block = last.getBasicBlock();
        for (Phi phi : block.getPhis()) {
            defined.add(phi.getReceiver());
        }
        if (block.getExceptionVariable() != null) {
            defined.add(block.getExceptionVariable());
        }
        for (Instruction instruction : block) {
            addDefined(instruction, defined);
            if (instruction == last) {
                break;
            }
        }
        return defined;
    }

    private static List<Variable> definedIn(BasicBlock block) {
        List<Variable> defined = new ArrayList<>();
        for (Instruction instruction : block) {
            addDefined(instruction, defined);
        }
        return defined;
    }

    private static void addDefined(Instruction instruction, List<Variable> defined) {
        DefinitionExtractor extractor = new DefinitionExtractor();
        instruction.acceptVisitor(extractor);
        defined.addAll(List.of(extractor.getDefinedVariables()));
    }
}
