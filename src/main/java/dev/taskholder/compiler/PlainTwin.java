package dev.taskholder.compiler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHierarchy;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BranchingCondition;
import org.teavm.model.instructions.ConstructInstruction;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.instructions.UnwrapArrayInstruction;
import org.teavm.model.optimization.UnreachableBasicBlockEliminator;
import org.teavm.model.util.LivenessAnalyzer;
import org.teavm.model.util.PhiUpdater;
import org.teavm.model.util.ProgramUtils;

/**
 * The code of a method that never suspends: it calls plain twins where the method calls others of its group, and where the method has a
 * checkpoint it saves what it has in a frame and returns; a recursive one only if it must stop.
 */
final class PlainTwin {
    private static final String SUFFIX = "$plain";
    /** Between the class and the method, in the name of the class of its frames: {@link StackMap} gives both back. */
    static final String IN_FRAME_NAME = "$$";

    final MethodHolder method;
    final Program program;
    final List<CaptureSite> sites = new ArrayList<>();
    final FrameClass frame;

    private PlainTwin(MethodHolder method, int number, ClassHierarchy hierarchy) {
        this.method = method;
        this.program = ProgramUtils.copy(method.getProgram());
        this.frame = new FrameClass(
                method.getOwnerName() + IN_FRAME_NAME + method.getName() + "$" + number + "$frame",
                program,
                method.getReference(),
                hierarchy);
    }

    /**
     * Builds the twin of {@code method}.
     *
     * @param number among the twins of the class: methods may have one name, or hash codes that are the same
     * @param group whether a call goes to a method that has a twin too
     * @param recursive whether a call may come back to the method
     */
    static PlainTwin of(
            MethodHolder method,
            int number,
            Predicate<InvokeInstruction> group,
            Predicate<InvokeInstruction> recursive,
            ClassHierarchy hierarchy)
            throws NotCapturable {
        PlainTwin twin = new PlainTwin(method, number, hierarchy);
        twin.build(group, recursive);
        return twin;
    }

    static MethodReference reference(MethodReference method) {
        return new MethodReference(method.getClassName(), reference(method.getDescriptor()));
    }

    static MethodDescriptor reference(MethodDescriptor method) {
        return new MethodDescriptor(method.getName() + SUFFIX, method.getSignature());
    }

    private void build(Predicate<InvokeInstruction> group, Predicate<InvokeInstruction> recursive)
            throws NotCapturable {
        Shape.check(program);
        BlockSplit.empty(program.basicBlockAt(0));
        InvokeInstruction entry = TwinPoll.insert(program, recursive);
        for (InvokeInstruction call : calls(group)) {
            capture(call, call == entry, entry == null && call.getMethod().equals(TwinRuntime.PASS));
        }
        findLive();
        for (CaptureSite site : sites) {
            save(site);
        }
    }

    /**
     * Has {@code copy}, of this program or this one, leave where it is left. An engine that keeps all registers in memory while something is
     * called, as Firefox does, would keep the variables of every loop around the call there.
     */
    void leave(Program copy) {
        for (CaptureSite site : sites) {
            if (site.isLeft) {
                BasicBlock block = copy.basicBlockAt(site.call.getIndex());
                while (block.getLastInstruction() != null) {
                    block.getLastInstruction().delete();
                }
                Code.in(block, null).jump(copy.basicBlockAt(site.save.getIndex()));
            }
        }
        new UnreachableBasicBlockEliminator().optimize(copy);
        new PhiUpdater().updatePhis(copy, method.parameterCount() + 1);
    }

    /** Those of the group, by their twins from now on, and the checkpoints. */
    private List<InvokeInstruction> calls(Predicate<InvokeInstruction> group) {
        List<InvokeInstruction> calls = new ArrayList<>();
        for (BasicBlock block : program.getBasicBlocks()) {
            for (Instruction instruction : block) {
                if (!(instruction instanceof InvokeInstruction call)) {
                    continue;
                }
                if (group.test(call)) {
                    call.setMethod(reference(call.getMethod()));
                    call.setType(
                            InvocationType.SPECIAL); // a twin is public: that of a private method could be overridden
                } else if (Checkpoint.is(call)) {
                    call.setMethod(TwinRuntime.PASS);
                    call.setArguments();
                } else if (!call.getMethod().equals(TwinRuntime.PASS)) {
                    continue;
                }
                calls.add(call);
            }
        }
        return calls;
    }

    private void capture(InvokeInstruction call, boolean isEntryPoll, boolean isLeft) {
        BasicBlock before = null;
        BasicBlock block = call.getBasicBlock();
        if (call.getPrevious() != null) {
            before = block;
            block = BlockSplit.after(call.getPrevious());
        }
        BasicBlock after = BlockSplit.after(call);
        if (before != null && isEntryPoll) {
            TwinPoll.countDown(before, block, after, call.getLocation());
        } else if (before != null) {
            Code.in(before, call.getLocation()).jump(block);
        }
        BasicBlock save = program.createBasicBlock();
        save.add(new ExitInstruction()); // complete when what is live is known
        Code check = Code.in(block, call.getLocation());
        Variable unwinding = check.variable();
        check.add(TwinRuntime.get(unwinding, TwinRuntime.UNWINDING, ValueType.BOOLEAN));
        check.branch(BranchingCondition.NOT_EQUAL, unwinding, save, after);
        sites.add(new CaptureSite(
                sites.size() + 1,
                block,
                after,
                save,
                isLeft,
                call.getReceiver(),
                call.getMethod().getReturnType()));
    }

    private void findLive() {
        Definitions definitions = new Definitions(program);
        LivenessAnalyzer liveness = new LivenessAnalyzer();
        liveness.analyze(program, method.getDescriptor());
        for (CaptureSite site : sites) {
            BitSet live = liveness.liveOut(site.call.getIndex());
            if (site.result != null) {
                live.clear(site.result.getIndex());
            }
            Set<Variable> variables = new LinkedHashSet<>();
            List<UnwrapArrayInstruction> unwrapped = new ArrayList<>();
            live.stream().mapToObj(program::variableAt).forEach(variable -> {
                if (definitions.of(variable) instanceof UnwrapArrayInstruction unwrap) {
                    unwrapped.add(unwrap);
                    variables.add(unwrap.getArray());
                } else {
                    variables.add(variable);
                }
            });
            site.live = List.copyOf(variables);
            site.unwrapped = unwrapped;
        }
    }

    private void save(CaptureSite site) throws NotCapturable {
        Instruction exit = site.save.getFirstInstruction();
        exit.delete();
        Code code = Code.in(site.save, site.call.getLastInstruction().getLocation());
        ConstructInstruction construct = new ConstructInstruction();
        construct.setType(frame.holder.getName());
        construct.setReceiver(code.variable());
        code.add(construct);
        for (FrameClass.Slot slot : frame.slots(site)) {
            if (slot.field() != null) {
                PutFieldInstruction put = TwinRuntime.put(slot.field(), slot.type(), slot.variable());
                put.setInstance(construct.getReceiver());
                code.add(put);
            }
        }
        MethodReference save = site.isLeft ? TwinRuntime.LEAVE : TwinRuntime.SAVE;
        code.add(TwinRuntime.call(save, construct.getReceiver(), code.constant(site.number)));
        ExitInstruction nothing = new ExitInstruction();
        if (method.getResultType() != ValueType.VOID) {
            nothing.setValueToReturn(code.variable());
            TwinRuntime.nothing(code, nothing.getValueToReturn(), method.getResultType());
        }
        code.add(nothing);
    }
}
