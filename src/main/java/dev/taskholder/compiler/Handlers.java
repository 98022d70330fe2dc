package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.Phi;
import org.teavm.model.TryCatchBlock;
import org.teavm.model.Variable;
import org.teavm.model.util.DefinitionExtractor;

/** The {@code catch} clauses that code added to a loop stands in. */
final class Handlers {
    private Handlers() {}

    /** Whether what the header throws is caught inside the loop. */
    static boolean isCaughtInside(NaturalLoop loop) {
        return loop.header.getTryCatchBlocks().stream().anyMatch(tryCatch -> loop.contains(tryCatch.getHandler()));
    }

    /**
     * Puts {@code added}, a block next to the header of {@code loop}, into the {@code try} blocks that stand around the whole loop. One
     * inside the loop is left out: the program would catch its own cancel and go on, and the new cycle through its handler would be one
     * that is entered at two places.
     *
     * @param values  what the phis of the header are called in {@code added}
     */
    static void standAround(NaturalLoop loop, BasicBlock added, Map<Variable, Variable> values) {
        Set<BasicBlock> handlers = new LinkedHashSet<>();
        for (TryCatchBlock tryCatch : loop.header.getTryCatchBlocks()) {
            if (!loop.contains(tryCatch.getHandler())) {
                TryCatchBlock copy = new TryCatchBlock();
                copy.setExceptionType(tryCatch.getExceptionType());
                copy.setHandler(tryCatch.getHandler());
                added.getTryCatchBlocks().add(copy);
                handlers.add(tryCatch.getHandler());
            }
        }
        Set<Variable> definedInHeader = definedBy(loop.header);
        for (BasicBlock handler : handlers) {
            for (Phi phi : handler.getPhis()) {
                for (Incoming incoming : new ArrayList<>(phi.getIncomings())) {
                    Variable value = incoming.getValue();
                    if (incoming.getSource() == loop.header && !definedInHeader.contains(value)) {
                        phi.getIncomings().add(Blocks.incoming(added, values.getOrDefault(value, value)));
                    }
                }
            }
        }
    }

    private static Set<Variable> definedBy(BasicBlock block) {
        Set<Variable> result = new HashSet<>();
        DefinitionExtractor extractor = new DefinitionExtractor();
        for (Instruction instruction : block) {
            instruction.acceptVisitor(extractor);
            result.addAll(Arrays.asList(extractor.getDefinedVariables()));
        }
        return result;
    }
}
