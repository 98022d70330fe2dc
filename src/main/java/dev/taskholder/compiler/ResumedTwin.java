package dev.taskholder.compiler;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Phi;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BranchingCondition;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.RaiseInstruction;
import org.teavm.model.instructions.SwitchInstruction;
import org.teavm.model.instructions.SwitchTableEntry;
import org.teavm.model.instructions.UnwrapArrayInstruction;
import org.teavm.model.util.InstructionVariableMapper;
import org.teavm.model.util.PhiUpdater;
import org.teavm.model.util.ProgramUtils;

/**
 * The code that goes on with a saved call: the plain twin, entered in its middle.
 *
 * <pre>
 *   entry: switch (frame.site) ──► restore k: variables = fields of the frame
 *                                      ▼
 *                  door of each loop around the call, from the outermost: switch (site) ──0──► header
 *                                      ▼
 *                  arrive k: site = 0; thrown? raise, seen by the handlers around the call : result; after k
 * </pre>
 *
 * A loop is still entered by its header's door alone, so that the program can be written with structured jumps. Every variable that any
 * site needs gets a value in every {@code restore}, one of no meaning if this site does not need it: so each has a value wherever it
 * could be read.
 */
final class ResumedTwin {
    private final PlainTwin plain;
    private final Program program;
    private final Variable[] parameters;
    private final Variable frame;
    private final Variable site;
    private final Map<CaptureSite, BasicBlock> arrivals = new LinkedHashMap<>();
    private final Map<CaptureSite, BasicBlock> restores = new LinkedHashMap<>();
    /** For a phi of a header: what it gets when the loop is entered to go on in its middle. */
    private final Map<Variable, Variable> entering = new LinkedHashMap<>();

    private ResumedTwin(PlainTwin plain) {
        this.plain = plain;
        this.program = ProgramUtils.copy(plain.program);
        this.parameters = new Variable[plain.method.parameterCount() + 1];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = program.createVariable();
        }
        this.frame = program.variableAt(0);
        this.site = program.createVariable();
    }

    /** The program of {@code resume()} of the frames of {@code plain}. */
    static Program of(PlainTwin plain) throws NotCapturable {
        ResumedTwin twin = new ResumedTwin(plain);
        twin.build();
        return twin.program;
    }

    private void build() throws NotCapturable {
        InstructionVariableMapper mapper = new InstructionVariableMapper(
                variable -> variable.getIndex() < parameters.length ? parameters[variable.getIndex()] : variable);
        program.getBasicBlocks().forEach(mapper::apply);
        storeResults();
        List<NaturalLoop> loops = LoopFinder.find(program);
        for (CaptureSite each : plain.sites) {
            arrivals.put(each, program.createBasicBlock());
            restores.put(each, program.createBasicBlock());
        }
        Map<NaturalLoop, BasicBlock> doors = doors(loops);
        for (NaturalLoop loop : doors.keySet()) {
            fillDoor(loop, doors);
        }
        for (CaptureSite each : plain.sites) {
            arrive(each);
            restore(each, first(each, null, doors));
        }
        enter();
        plain.leave(program);
        new PhiUpdater().updatePhis(program, 1);
    }

    private BasicBlock own(BasicBlock block) {
        return program.basicBlockAt(block.getIndex());
    }

    private Variable own(Variable variable) {
        return variable.getIndex() < parameters.length
                ? parameters[variable.getIndex()]
                : program.variableAt(variable.getIndex());
    }

    /** Where the method returns a value, the frame puts it where the caller's frame finds it. */
    private void storeResults() {
        for (BasicBlock block : program.getBasicBlocks()) {
            if (block.getLastInstruction() instanceof ExitInstruction exit && exit.getValueToReturn() != null) {
                Instruction put = TwinRuntime.putResult(plain.method.getResultType(), exit.getValueToReturn());
                put.setLocation(exit.getLocation());
                exit.insertPrevious(put);
                exit.setValueToReturn(null);
            }
        }
    }

    /** A block in front of the header of each loop with a site in it, through which all enter and repeat it. */
    private Map<NaturalLoop, BasicBlock> doors(List<NaturalLoop> loops) throws NotCapturable {
        Map<NaturalLoop, BasicBlock> doors = new LinkedHashMap<>();
        for (NaturalLoop loop : loops) {
            if (plain.sites.stream().noneMatch(each -> loop.contains(own(each.call)))) {
                continue;
            }
            BasicBlock header = loop.header;
            if (header.getExceptionVariable() != null) {
                throw new NotCapturable("a loop begins with an exception handler");
            }
            BasicBlock door = program.createBasicBlock();
            List<BasicBlock> sources = Blocks.predecessors(header);
            List<Phi> phis = List.copyOf(header.getPhis());
            header.getPhis().clear();
            door.getPhis().addAll(phis);
            for (BasicBlock source : sources) {
                Blocks.retarget(source, header, door);
            }
            for (Phi phi : phis) {
                entering.put(phi.getReceiver(), program.createVariable());
            }
            doors.put(loop, door);
        }
        return doors;
    }

    /** The next on the way to {@code target} from inside {@code loop}, or from outside of all. */
    private BasicBlock first(CaptureSite target, @Nullable NaturalLoop loop, Map<NaturalLoop, BasicBlock> doors) {
        boolean inside = loop == null;
        for (Map.Entry<NaturalLoop, BasicBlock> door : doors.entrySet()) { // from the outermost
            if (door.getKey() == loop) {
                inside = true;
            } else if (inside && door.getKey().contains(own(target.call))) {
                return door.getValue();
            }
        }
        return Objects.requireNonNull(arrivals.get(target));
    }

    private void fillDoor(NaturalLoop loop, Map<NaturalLoop, BasicBlock> doors) {
        BasicBlock door = Objects.requireNonNull(doors.get(loop));
        Map<CaptureSite, BasicBlock> targets = new LinkedHashMap<>();
        for (CaptureSite each : plain.sites) {
            if (loop.contains(own(each.call))) {
                targets.put(each, first(each, loop, doors));
                BasicBlock outer = first(each, null, doors);
                if (outer == door) {
                    comeFrom(Objects.requireNonNull(restores.get(each)), door);
                }
            }
        }
        for (BasicBlock inner : new LinkedHashSet<>(targets.values())) {
            if (doors.containsValue(inner)) {
                comeFrom(door, inner);
            }
        }
        dispatch(door, targets, loop.header);
    }

    private void comeFrom(BasicBlock source, BasicBlock door) {
        for (Phi phi : door.getPhis()) {
            Variable value = Objects.requireNonNull(entering.get(phi.getReceiver()));
            phi.getIncomings().add(Blocks.incoming(source, value));
        }
    }

    private void dispatch(BasicBlock block, Map<CaptureSite, BasicBlock> targets, @Nullable BasicBlock otherwise) {
        SwitchInstruction choice = new SwitchInstruction();
        choice.setCondition(site);
        BasicBlock last = otherwise;
        for (Map.Entry<CaptureSite, BasicBlock> target : targets.entrySet()) {
            SwitchTableEntry entry = new SwitchTableEntry();
            entry.setCondition(target.getKey().number);
            entry.setTarget(target.getValue());
            choice.getEntries().add(entry);
            last = otherwise == null ? target.getValue() : otherwise;
        }
        choice.setDefaultTarget(Objects.requireNonNull(last));
        Code.in(block, null).add(choice);
    }

    private void arrive(CaptureSite each) {
        BasicBlock arrival = Objects.requireNonNull(arrivals.get(each));
        Code code = Code.in(arrival, own(each.call).getLastInstruction().getLocation());
        IntegerConstantInstruction none = new IntegerConstantInstruction();
        none.setReceiver(site);
        code.add(none);
        Variable thrown = code.variable();
        code.add(TwinRuntime.get(thrown, TwinRuntime.THROWN, TwinRuntime.THROWABLE));
        BasicBlock raises = program.createBasicBlock();
        BasicBlock returns = program.createBasicBlock();
        code.branch(BranchingCondition.NOT_NULL, thrown, raises, returns);
        RaiseInstruction raise = new RaiseInstruction();
        raise.setException(thrown);
        Code.in(raises, own(each.call).getLastInstruction().getLocation()).add(raise);
        BlockSplit.throwAlike(raises, own(each.call), each.result == null ? null : own(each.result));
        Code result = Code.in(returns, own(each.call).getLastInstruction().getLocation());
        if (each.result != null) {
            TwinRuntime.result(result, own(each.result), each.resultType);
        }
        result.jump(own(each.after));
    }

    private void restore(CaptureSite each, BasicBlock next) throws NotCapturable {
        Code code = Code.in(
                Objects.requireNonNull(restores.get(each)),
                own(each.call).getLastInstruction().getLocation());
        Map<Variable, FrameClass.Slot> slots = new HashMap<>();
        for (FrameClass.Slot slot : plain.frame.slots(each)) {
            slots.put(slot.variable(), slot);
        }
        for (Variable variable : everLive()) {
            restore(code, own(variable), slots.get(variable), plain.frame.type(variable));
        }
        for (UnwrapArrayInstruction unwrap : everUnwrapped()) {
            UnwrapArrayInstruction again = new UnwrapArrayInstruction(unwrap.getElementType());
            again.setReceiver(own(unwrap.getReceiver()));
            again.setArray(each.unwrapped.contains(unwrap) ? own(unwrap.getArray()) : empty(code, unwrap.getArray()));
            code.add(again);
        }
        for (Map.Entry<Variable, Variable> phi : entering.entrySet()) {
            Variable variable = plain.program.variableAt(phi.getKey().getIndex());
            restore(code, phi.getValue(), slots.get(variable), plain.frame.type(variable));
        }
        code.jump(next);
    }

    private void restore(Code code, Variable receiver, FrameClass.@Nullable Slot slot, @Nullable ValueType type) {
        if (slot == null || slot.field() == null) {
            TwinRuntime.nothing(code, receiver, type == null ? TwinRuntime.THROWABLE : type);
            return;
        }
        GetFieldInstruction get = TwinRuntime.get(receiver, slot.field(), slot.type());
        get.setInstance(frame);
        code.add(get);
    }

    private Set<Variable> everLive() {
        Set<Variable> variables = new LinkedHashSet<>();
        for (CaptureSite each : plain.sites) {
            variables.addAll(each.live);
        }
        return variables;
    }

    private Set<UnwrapArrayInstruction> everUnwrapped() {
        Set<UnwrapArrayInstruction> all = new LinkedHashSet<>();
        plain.sites.forEach(each -> all.addAll(each.unwrapped));
        return all;
    }

    /** An array in place of {@code array}, because there are no bare data that are null. */
    private Variable empty(Code code, Variable array) throws NotCapturable {
        if (!(plain.frame.type(array) instanceof ValueType.Array type)) {
            throw new NotCapturable("an array is of no known type");
        }
        ConstructArrayInstruction construct = new ConstructArrayInstruction();
        construct.setItemType(type.getItemType());
        construct.setSize(code.constant(0));
        construct.setReceiver(code.variable());
        code.add(construct);
        return construct.getReceiver();
    }

    private void enter() {
        BasicBlock entry = program.basicBlockAt(0);
        while (entry.getLastInstruction() != null) {
            entry.getLastInstruction().delete();
        }
        Code code = Code.in(entry, null);
        GetFieldInstruction get = TwinRuntime.get(site, TwinRuntime.SITE, ValueType.INTEGER);
        get.setInstance(frame);
        code.add(get);
        dispatch(entry, new LinkedHashMap<>(restores), null);
    }
}
