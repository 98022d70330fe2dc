package dev.taskholder.compiler;

import org.teavm.model.AccessLevel;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Lets methods that could suspend be called by JavaScript, where they do not. TeaVM has each of them ask the running green thread whether
 * it is being resumed, and where none runs there is null to ask: here, from the end of the first one on, there is one that never runs.
 */
final class OutsideFiber implements ClassHolderTransformer {
    private static final String FIBER = "org.teavm.runtime.Fiber";
    private static final ValueType TYPE = ValueType.object(FIBER);
    private static final MethodReference OUTSIDE =
            new MethodReference(FIBER, new MethodDescriptor("orOutside", TYPE, TYPE));

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        MethodHolder start =
                type.getName().equals(FIBER) ? type.getMethod(new MethodDescriptor("start", ValueType.VOID)) : null;
        if (start == null) {
            return;
        }
        MethodHolder outside = new MethodHolder(OUTSIDE.getDescriptor());
        outside.setLevel(AccessLevel.PRIVATE);
        outside.getModifiers().add(ElementModifier.STATIC);
        ProgramEmitter code = ProgramEmitter.create(outside, context.getHierarchy());
        ValueEmitter former = code.var(1, TYPE);
        code.when(former.isNotNull()).thenDo(former::returnValue);
        code.construct(
                        FIBER,
                        code.constantNull(ValueType.object(FIBER + "$FiberRunner")),
                        code.constant(1).cast(ValueType.BOOLEAN))
                .returnValue();
        type.addMethod(outside);
        for (BasicBlock block : start.getProgram().getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (instruction instanceof GetFieldInstruction get
                        && get.getField().getFieldName().equals("current")) {
                    replaceNull(get);
                }
            }
        }
    }

    private static void replaceNull(GetFieldInstruction get) {
        Variable read = get.getProgram().createVariable();
        InvokeInstruction call = new InvokeInstruction();
        call.setType(InvocationType.SPECIAL);
        call.setMethod(OUTSIDE);
        call.setArguments(read);
        call.setReceiver(get.getReceiver());
        call.setLocation(get.getLocation());
        get.setReceiver(read);
        get.insertNext(call);
    }
}
