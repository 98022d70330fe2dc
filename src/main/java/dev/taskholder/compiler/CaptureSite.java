package dev.taskholder.compiler;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.UnwrapArrayInstruction;

/**
 * A call in a plain twin after which the twin may have to save its variables and return.
 *
 * <pre>
 *   call: result = callee(…); unwinding? ──no──► after: goes on
 *                                 └──yes──► save: frame = {live…}; return
 * </pre>
 */
final class CaptureSite {
    /** From 1; 0 is no site. */
    final int number;

    final BasicBlock call;
    final BasicBlock after;
    final BasicBlock save;
    /** Whether the twin leaves here without a question: so that there is no call in its loops. */
    final boolean isLeft;
    /** Null if the result is not used. */
    final @Nullable Variable result;

    final ValueType resultType;
    /** What {@link #after}, or a handler of {@link #call}, still needs; without the result. */
    List<Variable> live = List.of();
    /** How to have again what it needs and what cannot be saved: the bare data of arrays, which are among {@link #live}. */
    List<UnwrapArrayInstruction> unwrapped = List.of();

    CaptureSite(
            int number,
            BasicBlock call,
            BasicBlock after,
            BasicBlock save,
            boolean isLeft,
            @Nullable Variable result,
            ValueType resultType) {
        this.number = number;
        this.call = call;
        this.after = after;
        this.save = save;
        this.isLeft = isLeft;
        this.result = result;
        this.resultType = resultType;
    }
}
