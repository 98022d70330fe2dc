package dev.taskholder.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.teavm.model.BasicBlock;
import org.teavm.model.Instruction;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.CastNumberInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.instructions.NumericOperandType;

/** The code written into loops, run here, against the loop itself. */
final class ChunkEndTest {
    private static final int ROUNDS = 20_000;
    private static final int[] INTS = {Integer.MIN_VALUE, -1000, -1, 0, 1, 1000, Integer.MAX_VALUE};
    private static final int[] STEPS = {1, 2, 3, 4, 7, 64, 1 << 20};

    private final Random random = new Random(11);

    private int anInt() {
        return INTS[random.nextInt(INTS.length)] + random.nextInt(21) - 10;
    }

    @Test
    void chunkOfConstantStep_endsWhereTheLoopIs_afterAsManyIterationsAsWanted() {
        for (Relation relation : Relation.values()) {
            for (int step : STEPS) {
                Run run = new Run();
                Variable end = ChunkEnd.of(run.code, relation, run.first, run.second, step, run.third);
                for (int i = 0; i < ROUNDS; i++) {
                    int counter = anInt();
                    int bound = anInt();
                    int wanted = random.nextInt(40) - 10;
                    assertThat(run.of(end, counter, bound, wanted))
                            .as("%s, from %d to %d by %d, %d wanted", relation, counter, bound, step, wanted)
                            .isEqualTo(iterate(relation, counter, bound, step, atLeastOne(wanted)));
                }
            }
        }
    }

    @Test
    void boundOfVariableStep_isNotBeyondTheLoops_andLeavesAtLeastOneIteration() {
        Run run = new Run();
        Variable wanted = run.program.createVariable();
        Variable end = ChunkEnd.ofVariableStep(run.code, run.first, run.second, run.third, wanted);
        for (int i = 0; i < ROUNDS; i++) {
            int counter = anInt();
            int bound = anInt();
            int step = i % 9 == 0 ? anInt() : random.nextInt(9) - 2;
            int iterations = random.nextInt(40) - 10;
            run.values.put(wanted, (long) iterations);
            long chunk = counter + (long) step * atLeastOne(iterations);
            assertThat(run.of(end, counter, bound, step))
                    .as("from %d to %d by %d, %d wanted", counter, bound, step, iterations)
                    .isEqualTo(step <= 0 ? bound : Math.min(bound, chunk));
        }
    }

    private static int atLeastOne(int wanted) {
        return Math.max(wanted, 0) | 1;
    }

    /** Until it is beyond its bound, also where the counter then overflows: the loop goes on there, in another chunk. */
    private static int iterate(Relation relation, int counter, int bound, int step, int iterations) {
        long at = counter;
        for (int i = 0; i < iterations && goesOn(relation, at, bound); i++) {
            at += relation.isUp() ? step : -step;
        }
        return (int) at;
    }

    private static boolean goesOn(Relation relation, long counter, int bound) {
        return switch (relation) {
            case BELOW -> counter < bound;
            case AT_MOST -> counter <= bound;
            case ABOVE -> counter > bound;
            case AT_LEAST -> counter >= bound;
        };
    }

    /** Straight code of three ints, run as TeaVM defines its instructions. */
    private static final class Run {
        final Program program = new Program();
        final Variable first = program.createVariable();
        final Variable second = program.createVariable();
        final Variable third = program.createVariable();
        final Map<Variable, Long> values = new HashMap<>();
        private final BasicBlock block = program.createBasicBlock();
        final Code code = Code.in(block, null);

        int of(Variable result, int one, int two, int three) {
            values.put(first, (long) one);
            values.put(second, (long) two);
            values.put(third, (long) three);
            for (Instruction instruction : block) {
                step(instruction);
            }
            return Math.toIntExact(value(result));
        }

        private long value(Variable variable) {
            Long value = values.get(variable);
            assertThat(value).as("a variable that is used has a value").isNotNull();
            return value;
        }

        private void step(Instruction instruction) {
            if (instruction instanceof IntegerConstantInstruction constant) {
                values.put(constant.getReceiver(), (long) constant.getConstant());
            } else if (instruction instanceof LongConstantInstruction constant) {
                values.put(constant.getReceiver(), constant.getConstant());
            } else if (instruction instanceof CastNumberInstruction cast) {
                long value = value(cast.getValue());
                values.put(cast.getReceiver(), cast.getTargetType() == NumericOperandType.INT ? (int) value : value);
            } else if (instruction instanceof BinaryInstruction binary) {
                long one = value(binary.getFirstOperand());
                long two = value(binary.getSecondOperand());
                boolean isInt = binary.getOperandType() == NumericOperandType.INT;
                long result = switch (binary.getOperation()) {
                    case ADD -> one + two;
                    case SUBTRACT -> one - two;
                    case MULTIPLY -> one * two;
                    case DIVIDE -> one / two;
                    case AND -> one & two;
                    case OR -> one | two;
                    case XOR -> one ^ two;
                    case SHIFT_RIGHT -> one >> two;
                    default -> throw new AssertionError(binary.getOperation());
                };
                values.put(binary.getReceiver(), isInt ? (int) result : result);
            } else {
                throw new AssertionError(instruction);
            }
        }
    }
}
