package dev.taskholder.compiler;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * The call a loop makes when its budget is used up.
 *
 * <pre>
 *   call:   left = pass()
 *   after:  start = left; goto entry
 * </pre>
 *
 * <p>Two blocks, because an exception of the call is caught around the loop, and what {@link Frames} restores stands after it.
 *
 * @param loop where it is
 * @param call jumped to when the budget is used up
 * @param after jumps to where the loop begins anew
 * @param invocation the call
 */
record SlowPath(NaturalLoop loop, BasicBlock call, BasicBlock after, InvokeInstruction invocation) {
    /**
     * Fills {@code call}.
     *
     * @param entry where the loop begins anew; its phis know {@code call} as a source, and will know the block after it instead
     * @param values what the phis of the header are called in {@code call}
     */
    static SlowPath fill(
            NaturalLoop loop,
            BasicBlock call,
            BasicBlock entry,
            Map<Variable, Variable> values,
            Parking parking,
            @Nullable TextLocation location) {
        BasicBlock after = call.getProgram().createBasicBlock();
        loop.add(after);
        Code calling = Code.in(call, location);
        InvokeInstruction invocation =
                calling.call(loop.left(), Code.RUNTIME, parking.method(), new ValueType[] {ValueType.INTEGER});
        calling.jump(after);
        Code code = Code.in(after, location);
        code.assign(loop.start(), loop.left());
        code.jump(entry);
        Blocks.moveIncomings(entry, call, after);
        Handlers.standAround(loop, call, values);
        return new SlowPath(loop, call, after, invocation);
    }
}
