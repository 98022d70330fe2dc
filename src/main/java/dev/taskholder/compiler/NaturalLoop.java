package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Variable;

/**
 * A loop of a method: everything from which its header is reached again without leaving it. Loops nest; those with the same header are
 * one.
 */
final class NaturalLoop {
    final BasicBlock header;
    /** The blocks that jump back to the header, as the program was found. */
    final Set<BasicBlock> latches = new LinkedHashSet<>();

    final Set<BasicBlock> blocks = new LinkedHashSet<>();
    final List<NaturalLoop> children = new ArrayList<>();
    private @Nullable NaturalLoop parent;
    /** What is left of the budget, for a whole nest of loops. */
    private @Nullable Variable left;
    /** What was left when it was last read from, or written to, the static field. */
    private @Nullable Variable start;

    NaturalLoop(BasicBlock header) {
        this.header = header;
        blocks.add(header);
    }

    boolean contains(BasicBlock block) {
        return blocks.contains(block);
    }

    /** A new block inside this loop, and so inside all around it. */
    void add(BasicBlock block) {
        for (NaturalLoop loop = this; loop != null; loop = loop.parent) {
            loop.blocks.add(block);
        }
    }

    /** A new block on the way from this loop to {@code target}: it is inside the loops around that target is inside of. */
    void addOnTheWayTo(BasicBlock target, BasicBlock block) {
        for (NaturalLoop loop = parent; loop != null; loop = loop.parent) {
            if (loop.contains(target)) {
                loop.blocks.add(block);
            }
        }
    }

    void setParent(NaturalLoop parent) {
        this.parent = parent;
        parent.children.add(this);
    }

    /** The loops inside are those of the loop around this one from now on, or outermost. */
    void takeOut() {
        if (parent != null) {
            parent.children.remove(this);
            parent.children.addAll(children);
        }
        children.forEach(child -> child.parent = parent);
        children.clear();
    }

    boolean isOutermost() {
        return parent == null;
    }

    NaturalLoop outermost() {
        NaturalLoop loop = this;
        while (loop.parent != null) {
            loop = loop.parent;
        }
        return loop;
    }

    Variable left() {
        NaturalLoop root = outermost();
        if (root.left == null) {
            root.left = header.getProgram().createVariable();
        }
        return root.left;
    }

    Variable start() {
        NaturalLoop root = outermost();
        if (root.start == null) {
            root.start = header.getProgram().createVariable();
        }
        return root.start;
    }
}
