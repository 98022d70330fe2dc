package dev.taskholder.compiler;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.util.DefinitionExtractor;

/** Where the variables of a program in SSA form get their values. */
final class Definitions {
    private final Map<Variable, Instruction> instructions = new HashMap<>();
    private final Map<Variable, BasicBlock> blocks = new HashMap<>();

    Definitions(Program program) {
        DefinitionExtractor extractor = new DefinitionExtractor();
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Phi phi : block.getPhis()) {
                blocks.put(phi.getReceiver(), block);
            }
            if (block.getExceptionVariable() != null) {
                blocks.put(block.getExceptionVariable(), block);
            }
            for (Instruction instruction : block) {
                instruction.acceptVisitor(extractor);
                for (Variable variable : extractor.getDefinedVariables()) {
                    instructions.put(variable, instruction);
                    blocks.put(variable, block);
                }
            }
        }
    }

    /** Null for parameters, phis and exceptions. */
    @Nullable Instruction of(Variable variable) {
        return instructions.get(variable);
    }

    boolean isOutside(Variable variable, NaturalLoop loop) {
        BasicBlock block = blocks.get(variable);
        return block == null || !loop.contains(block); // a parameter has none
    }

    boolean isIn(Variable variable, BasicBlock block) {
        return blocks.get(variable) == block;
    }

    /** Null if it is not an integer constant. */
    @Nullable Long constant(Variable variable) {
        Instruction definition = of(variable);
        if (definition instanceof IntegerConstantInstruction constant) {
            return (long) constant.getConstant();
        }
        return definition instanceof LongConstantInstruction constant ? (Long) constant.getConstant() : null;
    }
}
