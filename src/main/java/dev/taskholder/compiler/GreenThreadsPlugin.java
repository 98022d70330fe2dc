package dev.taskholder.compiler;

import java.util.List;
import org.teavm.backend.wasm.TeaVMWasmGCHost;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.model.instructions.EmptyInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.NullConstantInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.instructions.RaiseInstruction;
import org.teavm.model.util.BasicBlockSplitter;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Changes how TeaVM's green threads go on after they have waited for a lock of the language, or for anything else that is TeaVM's.
 *
 * <ul>
 *   <li>A task goes on in a turn of the scheduler: before TeaVM lets a thread go on, it asks {@code dev.taskholder.browser.Carrier}.
 *   <li>A lock for which several wait is given to one after the other; TeaVM forgets all but the first.
 *   <li>What a wait has ended with is thrown once; TeaVM throws it again whenever the thread is suspended thereafter.
 * </ul>
 */
public final class GreenThreadsPlugin implements TeaVMPlugin {
    private static final String FIBER = "org.teavm.runtime.Fiber";
    private static final String CALLBACK = FIBER + "$AsyncCallbackImpl";
    private static final ValueType OBJECT = ValueType.object("java.lang.Object");
    private static final ValueType THROWABLE = ValueType.object("java.lang.Throwable");

    @Override
    public void install(TeaVMHost host) {
        if (host.getExtension(TeaVMWasmGCHost.class) != null) {
            host.add(GreenThreadsPlugin::transform);
        }
    }

    private static void transform(ClassHolder type, ClassHolderTransformerContext context) {
        if (type.getName().equals(CALLBACK)) {
            askFirst(program(type, "complete", OBJECT, ValueType.VOID), false, context.getHierarchy());
            askFirst(program(type, "error", THROWABLE, ValueType.VOID), true, context.getHierarchy());
        } else if (type.getName().equals(FIBER)) {
            forgetWhatIsThrown(program(type, "suspend", ValueType.object(FIBER + "$AsyncCall"), OBJECT));
        } else if (type.getName().equals("java.lang.Object")) {
            keepTheOthers(program(type, "waitForOtherThreads", OBJECT, ValueType.VOID));
        }
    }

    private static Program program(ClassHolder type, String method, ValueType... signature) {
        return type.getMethod(new MethodDescriptor(method, signature)).getProgram();
    }

    /**
     * <pre>
     *   complete(result): if (Carrier.defers(javaThread.target, this, result)) return
     *   error(e):         if (Carrier.defers(javaThread.target, this, null)) { fiber.exception = e; return }
     * </pre>
     */
    private static void askFirst(Program program, boolean failed, ClassHierarchy classes) {
        BasicBlock entry = program.basicBlockAt(0);
        EmptyInstruction mark = new EmptyInstruction();
        mark.setLocation(entry.getFirstInstruction().getLocation());
        entry.addFirst(mark);
        BasicBlockSplitter splitter = new BasicBlockSplitter(program);
        BasicBlock rest = splitter.split(entry, mark);

        ProgramEmitter code = ProgramEmitter.create(program, classes).enter(entry);
        code.setCurrentLocation(mark.getLocation());
        ValueEmitter self = code.var(0, ValueType.object(CALLBACK));
        ValueEmitter outcome = code.var(1, failed ? THROWABLE : OBJECT);
        ValueEmitter deferred = code.invoke(
                "dev.taskholder.browser.Carrier",
                "defers",
                ValueType.BOOLEAN,
                self.getField("javaThread", ValueType.object("java.lang.Thread"))
                        .getField("target", ValueType.object("java.lang.Runnable")),
                self.cast(ValueType.object("org.teavm.interop.AsyncCallback")),
                failed ? code.constantNull(OBJECT) : outcome);
        code.when(deferred.isTrue()).thenDo(() -> {
            if (failed) {
                self.getField("fiber", ValueType.object(FIBER)).setField("exception", outcome);
            }
            code.exit();
        });
        code.jump(rest);
        splitter.fixProgram();
    }

    /** Removes the assignment of null to the queue of those who wait, from which the first one has been taken. */
    private static void keepTheOthers(Program program) {
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof PutFieldInstruction put
                        && put.getField().getFieldName().equals("enteringThreads")) {
                    put.delete();
                }
            }
        }
    }

    /** Puts {@code fiber.exception = null} between reading it and throwing it. */
    private static void forgetWhatIsThrown(Program program) {
        for (BasicBlock block : program.getBasicBlocks()) {
            if (block.getLastInstruction() instanceof RaiseInstruction raise
                    && raise.getPrevious() instanceof GetFieldInstruction get) {
                NullConstantInstruction nothing = new NullConstantInstruction();
                nothing.setReceiver(program.createVariable());
                PutFieldInstruction put = new PutFieldInstruction();
                put.setField(get.getField());
                put.setFieldType(get.getFieldType());
                put.setInstance(get.getInstance());
                put.setValue(nothing.getReceiver());
                raise.insertPreviousAll(List.of(nothing, put));
            }
        }
    }
}
