package dev.taskholder.compiler;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BranchingCondition;

/**
 * Adds a checkpoint to a loop of any shape: a loop of strips around it. Each way back counts the budget down in a local variable; only
 * when it is used up is the inner loop left. So the engine compiles the inner loop as it was, with one subtraction and one branch more.
 *
 * <pre>
 *   entry:   goto header
 *   header:  …            the loop as it was; ways back go to count
 *   count:   left -= units; if (left > 0) goto header
 *   call:    left = pass(); goto entry
 * </pre>
 */
final class StripMinedLoop {
    private StripMinedLoop() {}

    static SlowPath rewrite(NaturalLoop loop, int units, Parking parking) {
        BasicBlock header = loop.header;
        Program program = header.getProgram();
        @Nullable TextLocation location = header.getFirstInstruction().getLocation();
        List<BasicBlock> sources = LoopEntry.sources(loop);
        List<BasicBlock> latches = LoopEntry.latches(loop);
        BasicBlock entry = program.createBasicBlock();
        BasicBlock count = program.createBasicBlock();
        BasicBlock call = program.createBasicBlock();
        List.of(entry, count, call).forEach(loop::add);

        Map<Variable, Variable> counted = LoopEntry.redirect(latches, header, count);
        Map<Variable, Variable> entered = LoopEntry.redirect(sources, header, entry);
        Code.in(entry, location).jump(header);
        for (var phi : entry.getPhis()) {
            for (var name : entered.entrySet()) {
                if (name.getValue() == phi.getReceiver()) {
                    phi.getIncomings().add(Blocks.incoming(call, counted.getOrDefault(name.getKey(), name.getKey())));
                }
            }
        }
        Code code = Code.in(count, location);
        code.subtract(loop.left(), code.constant(units));
        code.branch(BranchingCondition.GREATER, loop.left(), header, call);
        SlowPath slowPath = SlowPath.fill(loop, call, entry, counted, parking, location);
        LoopEntry.readBudget(loop, sources, entry, location);
        return slowPath;
    }
}
