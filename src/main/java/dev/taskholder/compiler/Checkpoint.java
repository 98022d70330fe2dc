package dev.taskholder.compiler;

import org.teavm.model.instructions.InvokeInstruction;

/** The calls by which the plugin marks checkpoints in loops. */
final class Checkpoint {
    private Checkpoint() {}

    /** Whether {@code call} is one that can suspend. */
    static boolean is(InvokeInstruction call) {
        return call.getMethod().getClassName().equals(Code.RUNTIME)
                && call.getMethod().getName().equals("pass");
    }
}
