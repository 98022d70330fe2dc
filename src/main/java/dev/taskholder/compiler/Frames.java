package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.backend.wasm.types.PreciseTypeInference;
import org.teavm.backend.wasm.types.PreciseValueType;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.ElementModifier;
import org.teavm.model.Incoming;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.UnwrapArrayInstruction;
import org.teavm.model.util.DefinitionExtractor;
import org.teavm.model.util.LivenessAnalyzer;
import org.teavm.model.util.UsageExtractor;

/**
 * Keeps the variables of a loop out of the coroutine's state. What can suspend is compiled by TeaVM to code that can be entered in the
 * middle, and an engine does not optimise a loop well whose variables are loaded there. So before the slow path they are put into an
 * object, a frame, and taken out again after it: the loop itself is a plain loop.
 */
final class Frames {
    private final MethodHolder method;
    private final Program program;
    private final ClassHierarchy hierarchy;
    private final FrameClasses classes;
    private final LivenessAnalyzer liveness = new LivenessAnalyzer();
    private final PreciseTypeInference types;
    private final Definitions definitions;

    private Frames(MethodHolder method, ClassHierarchy hierarchy, FrameClasses classes) {
        this.method = method;
        this.program = method.getProgram();
        this.hierarchy = hierarchy;
        this.classes = classes;
        liveness.analyze(program, method.getDescriptor());
        types = new PreciseTypeInference(program, method.getReference(), hierarchy);
        types.ensure();
        definitions = new Definitions(program);
    }

    /** Puts frames around the calls of {@code slowPaths}; the program is in SSA form before, and not after. */
    static void insert(MethodHolder method, List<SlowPath> slowPaths, ClassHierarchy hierarchy, FrameClasses classes) {
        Frames frames = new Frames(method, hierarchy, classes);
        List<FrameContent> contents = new ArrayList<>();
        for (SlowPath slowPath : slowPaths) {
            contents.add(frames.content(slowPath));
        }
        contents.forEach(FrameContent::insert);
    }

    private FrameContent content(SlowPath slowPath) {
        FrameContent content = new FrameContent(slowPath, classes);
        Set<Variable> usedInLoop = usedInLoop(slowPath);
        Set<Variable> sources = new LinkedHashSet<>();
        for (Variable variable : liveAfter(slowPath)) {
            if (usedInLoop.contains(variable) && !isThis(variable) && !isConstant(variable)) {
                PreciseValueType type = types.typeOf(variable);
                if (type != null && type.isArrayUnwrap) {
                    // the bare elements of an array are no object: they are taken from the array again
                    if (definitions.of(variable) instanceof UnwrapArrayInstruction unwrap
                            && canKeep(types.typeOf(unwrap.getArray()))) {
                        content.unwrapAgain(unwrap);
                        sources.add(unwrap.getArray());
                    }
                } else if (canKeep(type)) {
                    content.keep(variable, type.valueType);
                }
            }
        }
        for (Variable source : sources) {
            if (!isThis(source)) {
                content.keep(source, types.typeOf(source).valueType);
            }
        }
        return content;
    }

    /** Objects of JavaScript are none of Java's, and of a class that is made by the compiler the type is not surely known. */
    private boolean canKeep(@Nullable PreciseValueType type) {
        if (type == null || type.valueType == null || type.isArrayUnwrap || type.valueType == ValueType.VOID) {
            return false;
        }
        ValueType element = type.valueType;
        while (element instanceof ValueType.Array array) {
            element = array.getItemType();
        }
        return !(element instanceof ValueType.Object object)
                || (hierarchy.getClassSource().get(object.getClassName()) != null
                        && !hierarchy.isSuperType("org.teavm.jso.JSObject", object.getClassName(), false));
    }

    private boolean isThis(Variable variable) {
        return variable.getIndex() == 0 && !method.hasModifier(ElementModifier.STATIC);
    }

    private boolean isConstant(Variable variable) {
        Instruction definition = definitions.of(variable);
        return definition != null && definition.getClass().getSimpleName().endsWith("ConstantInstruction");
    }

    private Set<Variable> liveAfter(SlowPath slowPath) {
        BasicBlock after = slowPath.after();
        BitSet live = (BitSet) liveness.liveOut(after.getIndex()).clone();
        for (BasicBlock entry : Blocks.successors(after)) {
            for (Phi phi : entry.getPhis()) { // which liveOut does not count
                for (Incoming incoming : phi.getIncomings()) {
                    if (incoming.getSource() == after) {
                        live.set(incoming.getValue().getIndex());
                    }
                }
            }
        }
        Set<Variable> result = new LinkedHashSet<>();
        live.stream().forEach(index -> result.add(program.variableAt(index)));
        result.removeAll(usedOrDefined(slowPath.call(), false));
        result.removeAll(usedOrDefined(after, false));
        return result;
    }

    private Set<Variable> usedInLoop(SlowPath slowPath) {
        Set<Variable> result = new HashSet<>();
        for (BasicBlock block : slowPath.loop().blocks) {
            if (block == slowPath.call() || block == slowPath.after()) {
                continue;
            }
            for (Phi phi : block.getPhis()) {
                result.add(phi.getReceiver());
                for (Incoming incoming : phi.getIncomings()) {
                    if (slowPath.loop().contains(incoming.getSource())) {
                        result.add(incoming.getValue());
                    }
                }
            }
            result.addAll(usedOrDefined(block, true));
        }
        return result;
    }

    private static Set<Variable> usedOrDefined(BasicBlock block, boolean used) {
        Set<Variable> result = new HashSet<>();
        UsageExtractor usages = new UsageExtractor();
        DefinitionExtractor definitions = new DefinitionExtractor();
        for (Instruction instruction : block) {
            if (used) {
                instruction.acceptVisitor(usages);
                result.addAll(Arrays.asList(usages.getUsedVariables()));
            }
            instruction.acceptVisitor(definitions);
            result.addAll(Arrays.asList(definitions.getDefinedVariables()));
        }
        return result;
    }
}
