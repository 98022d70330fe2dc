package dev.taskholder.compiler;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.model.WasmBlockType;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmBlock;
import org.teavm.backend.wasm.model.instruction.WasmConditional;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmInstructionVisitor;
import org.teavm.backend.wasm.model.instruction.WasmInt32Constant;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;
import org.teavm.backend.wasm.model.instruction.WasmTry;
import org.teavm.backend.wasm.model.instruction.WasmTypeInference;
import org.teavm.backend.wasm.transformation.SuspensionPointCollector;

/**
 * Corrects what TeaVM 0.15 believes of the operand stack of a method that can suspend. Where an operand of a call suspends, {@code
 * map.put(key, f())}, TeaVM saves the operands before it and restores them, and writes down their types for the engine to check. Three
 * things it gets wrong, and then no engine takes the module, or TeaVM gives up:
 *
 * <ul>
 *   <li>What {@code local.tee} leaves is of the type of the variable, and not of what has been assigned to it.
 *   <li>What is known not to be null is not known to be that any more when it has been restored.
 *   <li>A loop takes nothing from the stack, even if a {@code throw} before it did.
 * </ul>
 *
 * A correction is an instruction of no bytes. What TeaVM gets right is compiled as before.
 */
final class StackTypes {
    private final SuspensionPointCollector suspending = new SuspensionPointCollector();

    private StackTypes() {}

    static void correct(WasmInstructionList body) {
        StackTypes types = new StackTypes();
        types.suspending.visitMany(body);
        types.correct(body, List.of());
    }

    /** {@code inputs} are on the stack where {@code list} begins; it does not touch what lies below them. */
    private void correct(WasmInstructionList list, List<? extends WasmType> inputs) {
        WasmTypeInference inference = new WasmTypeInference();
        List<WasmType> stack = inference.typeStack;
        stack.addAll(inputs);
        for (WasmInstruction instruction : list) {
            if (suspending.isSuspending(instruction)) {
                correctInside(instruction);
                if (instruction instanceof WasmBlock block && block.isLoop()) {
                    instruction.insertPrevious(new Correction(StackTypes::takeNothing));
                }
            }
            instruction.acceptVisitor(inference);
            if (!stack.isEmpty()) {
                WasmType believed = stack.get(stack.size() - 1);
                WasmType left =
                        instruction instanceof WasmTeeLocal tee ? tee.getLocal().getType() : believed;
                WasmType restored = left instanceof WasmType.Reference reference ? reference.asNullable() : left;
                if (restored != believed) {
                    setTop(stack, restored);
                    instruction.insertNext(new Correction(inferred -> setTop(inferred.typeStack, restored)));
                }
            }
        }
    }

    private void correctInside(WasmInstruction instruction) {
        if (instruction instanceof WasmBlock block) {
            correct(block.getBody(), inputs(block.getType()));
        } else if (instruction instanceof WasmConditional conditional) {
            correct(conditional.getThenBlock(), inputs(conditional.getType()));
            correct(conditional.getElseBlock(), inputs(conditional.getType()));
        } else if (instruction instanceof WasmTry attempt) {
            correct(attempt.getBody(), List.of());
        }
    }

    private static List<? extends WasmType> inputs(@Nullable WasmBlockType type) {
        return type == null ? List.of() : type.getInputTypes();
    }

    /** There is none where TeaVM has just gone through a branch that ends. */
    private static void setTop(List<WasmType> stack, WasmType type) {
        if (!stack.isEmpty()) {
            stack.set(stack.size() - 1, type);
        }
    }

    /** Only an instruction can tell the inference how deep the stack is below what it leaves there. */
    private static void takeNothing(WasmTypeInference inference) {
        inference.visit(new WasmInt32Constant(0));
        inference.typeStack.remove(inference.typeStack.size() - 1);
    }

    /** Only the inference of types meets it: for everything else, and so in the module, there is nothing. */
    private static final class Correction extends WasmInstruction {
        private final Consumer<WasmTypeInference> correction;

        Correction(Consumer<WasmTypeInference> correction) {
            this.correction = correction;
        }

        @Override
        public void acceptVisitor(WasmInstructionVisitor visitor) {
            if (visitor instanceof WasmTypeInference inference) {
                correction.accept(inference);
            }
        }
    }
}
