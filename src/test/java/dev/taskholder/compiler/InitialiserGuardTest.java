package dev.taskholder.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.Program;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.Variable;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.JumpInstruction;
import org.teavm.model.instructions.RaiseInstruction;

/** What is put around an initialiser. */
final class InitialiserGuardTest {
    private static final ClassHolder TYPE = Parsed.type(Initialisers.Guarded.class);
    private static final Program WRITTEN = written();

    private static Program written() {
        Program written = program("<clinit>");
        InitialiserGuard.add(TYPE);
        return written;
    }

    private static Program program(String method) {
        return TYPE.getMethods().stream()
                .filter(each -> each.getName().equals(method))
                .map(each -> Objects.requireNonNull(each.getProgram()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasWritten_isAMethodOfItsOwn_asItWas() {
        assertThat(program("<clinit>$plain")).isSameAs(WRITTEN);
        assertThat(TYPE.getMethod(InitialiserGuard.WRITTEN).hasModifier(ElementModifier.STATIC))
                .isTrue();
    }

    @Test
    void itIsBetweenBeginAndEnd_whetherItReturnsOrThrows() {
        BasicBlock begin = program("<clinit>").basicBlockAt(0);
        BasicBlock runs = target(begin);
        TryCatchBlock any = runs.getTryCatchBlocks().get(0);
        BasicBlock returned = target(runs);
        BasicBlock thrown = any.getHandler();
        Variable fiber = calls(begin).get(0).getReceiver();

        assertThat(names(begin)).containsExactly("initialising");
        assertThat(names(runs)).containsExactly("<clinit>$plain");
        assertThat(any.getExceptionType()).isNull();
        assertThat(List.of(returned, thrown)).allSatisfy(end -> {
            assertThat(names(end)).containsExactly("initialised");
            assertThat(calls(end).get(0).getArguments().get(0)).isSameAs(fiber);
            assertThat(end.getTryCatchBlocks()).isEmpty();
        });
        assertThat(returned.getLastInstruction()).isInstanceOf(ExitInstruction.class);
        assertThat(((RaiseInstruction) thrown.getLastInstruction()).getException())
                .isNotNull()
                .isSameAs(thrown.getExceptionVariable());
    }

    private static BasicBlock target(BasicBlock block) {
        return ((JumpInstruction) block.getLastInstruction()).getTarget();
    }

    private static List<String> names(BasicBlock block) {
        return calls(block).stream().map(call -> call.getMethod().getName()).toList();
    }

    private static List<InvokeInstruction> calls(BasicBlock block) {
        List<InvokeInstruction> calls = new ArrayList<>();
        for (Instruction instruction : block) {
            if (instruction instanceof InvokeInstruction call) {
                calls.add(call);
            }
        }
        return calls;
    }
}
