package dev.taskholder.compiler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.teavm.common.DominatorTree;
import org.teavm.common.Graph;
import org.teavm.common.GraphUtils;
import org.teavm.model.BasicBlock;
import org.teavm.model.FieldReference;
import org.teavm.model.Instruction;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.TextLocation;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.PutFieldInstruction;
import org.teavm.model.util.ProgramUtils;

/**
 * Keeps a conditional expression that may suspend out of the operands of a call: {@code map.put(key, c ? f() : g())}. TeaVM 0.15 makes a
 * module that does not validate of it, because the other operands lie on the stack meanwhile, the receiver as one that is known not to
 * be null, and are nullable when the stack is restored. A statement between the expression and its use, a write to a field that nobody
 * reads, has TeaVM put the value into a local variable.
 */
final class StackBarrier {
    private static final FieldReference BARRIER = new FieldReference(Code.CHUNK, "barrier");

    private final Program program;
    private final Predicate<MethodReference> maySuspend;
    private final Graph graph;
    private final DominatorTree dominators;

    private StackBarrier(Program program, Predicate<MethodReference> maySuspend) {
        this.program = program;
        this.maySuspend = maySuspend;
        this.graph = ProgramUtils.buildControlFlowGraph(program);
        this.dominators = GraphUtils.buildDominatorTree(graph);
    }

    /** Puts barriers where ways join that may suspend differently and bring a value. */
    static void insert(Program program, Predicate<MethodReference> maySuspend) {
        if (!calls(program, maySuspend)) {
            return;
        }
        StackBarrier barrier = new StackBarrier(program, maySuspend);
        for (BasicBlock block : Blocks.reachable(program)) {
            if (!block.getPhis().isEmpty() && block.getExceptionVariable() == null && barrier.joinsCalls(block)) {
                insertInto(block);
            }
        }
    }

    private static boolean calls(Program program, Predicate<MethodReference> maySuspend) {
        for (BasicBlock block : program.getBasicBlocks()) {
            if (!block.getPhis().isEmpty()) {
                return callsAny(program, maySuspend);
            }
        }
        return false;
    }

    private static boolean callsAny(Program program, Predicate<MethodReference> maySuspend) {
        for (BasicBlock block : program.getBasicBlocks()) {
            if (calls(block, maySuspend)) {
                return true;
            }
        }
        return false;
    }

    private static boolean calls(BasicBlock block, Predicate<MethodReference> maySuspend) {
        for (Instruction instruction : block) {
            if (instruction instanceof InvokeInstruction call && maySuspend.test(call.getMethod())) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a call on a way to {@code join} from where all ways to it part. The header of a loop is no join. */
    private boolean joinsCalls(BasicBlock join) {
        int parting = dominators.immediateDominatorOf(join.getIndex());
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> work = new ArrayDeque<>();
        for (int source : graph.incomingEdges(join.getIndex())) {
            if (dominators.dominates(join.getIndex(), source)) {
                return false;
            }
            work.push(source);
        }
        while (!work.isEmpty()) {
            int index = work.pop();
            if (index == parting || !seen.add(index)) {
                continue;
            }
            if (calls(program.basicBlockAt(index), maySuspend)) {
                return true;
            }
            for (int source : graph.incomingEdges(index)) {
                work.push(source);
            }
        }
        return false;
    }

    private static void insertInto(BasicBlock join) {
        Instruction first = join.getFirstInstruction();
        TextLocation location = first.getLocation();
        Variable zero = join.getProgram().createVariable();
        IntegerConstantInstruction constant = new IntegerConstantInstruction();
        constant.setReceiver(zero);
        constant.setLocation(location);
        first.insertPrevious(constant);
        PutFieldInstruction put = new PutFieldInstruction();
        put.setField(BARRIER);
        put.setFieldType(ValueType.INTEGER);
        put.setValue(zero);
        put.setLocation(location);
        first.insertPrevious(put);
    }
}
