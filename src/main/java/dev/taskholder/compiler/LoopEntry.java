package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Incoming;
import org.teavm.model.Phi;
import org.teavm.model.TextLocation;
import org.teavm.model.Variable;

/** What stands before a loop: the point where it begins, at first and after each checkpoint; before the outermost, reading the budget. */
final class LoopEntry {
    private LoopEntry() {}

    /** The blocks outside that jump to the header, now. */
    static List<BasicBlock> sources(NaturalLoop loop) {
        List<BasicBlock> sources = new ArrayList<>(Blocks.predecessors(loop.header));
        sources.removeAll(loop.blocks);
        return sources;
    }

    /** The blocks inside that jump to the header, now. */
    static List<BasicBlock> latches(NaturalLoop loop) {
        List<BasicBlock> latches = new ArrayList<>(Blocks.predecessors(loop.header));
        latches.retainAll(loop.blocks);
        return latches;
    }

    /**
     * Lets {@code sources} jump to {@code to} instead of {@code from}; phis of {@code from} take what {@code to} merged.
     *
     * @return what the phis of {@code from} are called in {@code to}
     */
    static Map<Variable, Variable> redirect(List<BasicBlock> sources, BasicBlock from, BasicBlock to) {
        Map<Variable, Variable> names = new HashMap<>();
        for (Phi phi : from.getPhis()) {
            Phi merged = new Phi();
            Variable name = from.getProgram().createVariable();
            name.setDebugName(phi.getReceiver().getDebugName());
            name.setLabel(phi.getReceiver().getLabel());
            merged.setReceiver(name);
            for (Incoming incoming : new ArrayList<>(phi.getIncomings())) {
                if (sources.contains(incoming.getSource())) {
                    phi.getIncomings().remove(incoming);
                    merged.getIncomings().add(incoming);
                }
            }
            to.getPhis().add(merged);
            phi.getIncomings().add(Blocks.incoming(to, name));
            names.put(phi.getReceiver(), name);
        }
        for (BasicBlock source : Set.copyOf(sources)) {
            Blocks.retarget(source, from, to);
        }
        return names;
    }

    /** Puts before {@code entry} of an outermost loop the reading of the budget. */
    static void readBudget(
            NaturalLoop loop, List<BasicBlock> sources, BasicBlock entry, @Nullable TextLocation location) {
        if (!loop.isOutermost()) {
            return;
        }
        BasicBlock before = entry.getProgram().createBasicBlock();
        redirect(sources, entry, before);
        Code code = Code.in(before, location);
        code.readLeft(loop.left());
        code.assign(loop.start(), loop.left());
        code.jump(entry);
    }
}
