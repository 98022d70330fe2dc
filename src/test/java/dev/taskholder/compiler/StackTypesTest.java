package dev.taskholder.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.teavm.backend.wasm.WasmFunctionTypes;
import org.teavm.backend.wasm.model.WasmFunction;
import org.teavm.backend.wasm.model.WasmGlobal;
import org.teavm.backend.wasm.model.WasmLocal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmStructure;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmBlock;
import org.teavm.backend.wasm.model.instruction.WasmCall;
import org.teavm.backend.wasm.model.instruction.WasmGetGlobal;
import org.teavm.backend.wasm.model.instruction.WasmInstruction;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;
import org.teavm.backend.wasm.model.instruction.WasmNullConstant;
import org.teavm.backend.wasm.model.instruction.WasmTeeLocal;
import org.teavm.backend.wasm.model.instruction.WasmThrow;
import org.teavm.backend.wasm.model.instruction.WasmTypeInference;

final class StackTypesTest {
    private final WasmStructure list = new WasmStructure("List");
    private final WasmStructure arrayList = new WasmStructure("ArrayList");
    private final WasmInstructionList body = new WasmInstructionList();

    /** What TeaVM infers before each instruction that does something, and after the last. */
    private static List<List<WasmType>> inferred(WasmInstructionList list) {
        WasmTypeInference inference = new WasmTypeInference();
        List<List<WasmType>> stacks = new ArrayList<>();
        for (WasmInstruction instruction : list) {
            if (!instruction.getClass().getName().startsWith(StackTypes.class.getName())) {
                stacks.add(List.copyOf(inference.typeStack));
            }
            instruction.acceptVisitor(inference);
        }
        stacks.add(List.copyOf(inference.typeStack));
        return stacks;
    }

    private WasmCall suspendingCall() {
        WasmFunction function = new WasmFunction(new WasmFunctionTypes(new WasmModule()).of(null));
        WasmCall call = new WasmCall(function);
        call.setSuspend(true);
        return call;
    }

    private WasmTeeLocal tee() {
        return new WasmTeeLocal(new WasmLocal(list.getReference()));
    }

    @Test
    void tee_leavesWhatTheVariableIsOf() {
        body.add(new WasmNullConstant(arrayList.getReference()));
        body.add(tee());
        body.add(suspendingCall());

        StackTypes.correct(body);

        assertThat(inferred(body))
                .containsExactly(
                        List.of(),
                        List.of(arrayList.getReference()),
                        List.of(list.getReference()),
                        List.of(list.getReference()));
    }

    @Test
    void whatIsNotNull_mayBe_whenItIsRestored() {
        body.add(new WasmGetGlobal(new WasmGlobal("literal", list.getNonNullReference())));
        body.add(suspendingCall());

        StackTypes.correct(body);

        assertThat(inferred(body))
                .containsExactly(List.of(), List.of(list.getReference()), List.of(list.getReference()));
    }

    @Test
    void loopAfterThrow_takesNothing() {
        WasmBlock loop = new WasmBlock(true);
        loop.getBody().add(suspendingCall());
        body.add(new WasmNullConstant(list.getReference()));
        body.add(new WasmThrow(null));
        body.add(loop);
        WasmTypeInference inference = new WasmTypeInference();

        StackTypes.correct(body);
        body.forEach(instruction -> instruction.acceptVisitor(inference));

        assertThat(inference.getDepthBeforeLastInstructionOut()).isZero();
    }

    @Test
    void blocks_areCorrected_ifTheySuspend() {
        WasmBlock suspending = new WasmBlock(false);
        WasmBlock other = new WasmBlock(false);
        for (WasmBlock block : List.of(suspending, other)) {
            block.getBody().add(new WasmNullConstant(arrayList.getReference()));
            block.getBody().add(tee());
            body.add(block);
        }
        suspending.getBody().add(suspendingCall());

        StackTypes.correct(body);

        assertThat(inferred(suspending.getBody()).get(2)).containsExactly(list.getReference());
        assertThat(other.getBody()).hasSize(2);
    }

    @Test
    void whatIsInferredRight_staysAsItIs() {
        body.add(new WasmNullConstant(list.getReference()));
        body.add(tee());
        body.add(suspendingCall());

        StackTypes.correct(body);

        assertThat(body).hasSize(3);
    }
}
