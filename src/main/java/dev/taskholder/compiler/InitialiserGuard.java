package dev.taskholder.compiler;

import org.jspecify.annotations.Nullable;
import org.teavm.model.AccessLevel;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.RaiseInstruction;

/**
 * Keeps checkpoints away while a class is made ready: one that suspends would show it half made to another task, which must not wait for
 * it as threads of the JVM do, and one that throws would leave it so.
 *
 * <pre>
 *   fiber = initialising(); try { what was written } finally { initialised(fiber) }
 * </pre>
 *
 * What was written is a method of its own, so that one block is all that is in the {@code try}.
 */
final class InitialiserGuard {
    static final MethodDescriptor INITIALISER = new MethodDescriptor("<clinit>", ValueType.VOID);
    /** Named as a plain twin is: {@link StackMap} gives it the name of the initialiser back. */
    static final MethodDescriptor WRITTEN = PlainTwin.reference(INITIALISER);

    private static final ValueType FIBER = ValueType.object("dev.taskholder.Fiber");

    private InitialiserGuard() {}

    /** Guards the initialiser of {@code type}, which has one. */
    static void add(ClassHolder type) {
        MethodHolder initialiser = type.getMethod(INITIALISER);
        Program written = initialiser.getProgram();
        initialiser.setProgram(guarding(type.getName(), PlainTwins.notWritten(written)));
        MethodHolder moved = new MethodHolder(WRITTEN);
        moved.setLevel(AccessLevel.PRIVATE);
        moved.getModifiers().add(ElementModifier.STATIC);
        moved.setProgram(written);
        type.addMethod(moved);
    }

    private static Program guarding(String owner, @Nullable TextLocation nowhere) {
        Program program = new Program();
        program.createVariable(); // in place of an instance
        BasicBlock begin = program.createBasicBlock();
        BasicBlock runs = program.createBasicBlock();
        BasicBlock returned = program.createBasicBlock();
        BasicBlock thrown = program.createBasicBlock();

        Code code = Code.in(begin, nowhere);
        Variable fiber = code.variable();
        code.call(fiber, Code.RUNTIME, "initialising", new ValueType[] {FIBER});
        code.jump(runs);

        Code running = Code.in(runs, nowhere);
        running.call(null, owner, WRITTEN.getName(), WRITTEN.getSignature());
        running.jump(returned);
        TryCatchBlock any = new TryCatchBlock();
        any.setHandler(thrown);
        runs.getTryCatchBlocks().add(any);

        end(Code.in(returned, nowhere), fiber).add(new ExitInstruction());

        thrown.setExceptionVariable(program.createVariable());
        RaiseInstruction raise = new RaiseInstruction();
        raise.setException(thrown.getExceptionVariable());
        end(Code.in(thrown, nowhere), fiber).add(raise);
        return program;
    }

    private static Code end(Code code, Variable fiber) {
        code.call(null, Code.RUNTIME, "initialised", new ValueType[] {FIBER, ValueType.VOID}, fiber);
        return code;
    }
}
