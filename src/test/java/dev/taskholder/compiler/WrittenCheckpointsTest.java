package dev.taskholder.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Receiver;
import dev.taskholder.TaskContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.teavm.model.Program;

/** Which loops are left to be given a checkpoint. */
final class WrittenCheckpointsTest {
    private static List<NaturalLoop> left(String method) {
        Program program = Parsed.method(Loops.class, method).getProgram();
        return new WrittenCheckpoints(program).takeOut(LoopFinder.find(program));
    }

    @Test
    void checkpointInEachIteration_isEnough() {
        assertThat(left("checkpointed")).isEmpty();
        assertThat(left("emitting")).isEmpty();
        assertThat(left("receiving")).isEmpty();
    }

    @Test
    void checkpointInSomeIterations_isNot() {
        assertThat(left("inBranch")).hasSize(1);
        assertThat(left("afterContinue")).hasSize(1);
        assertThat(left("afterLoop")).hasSize(1);
    }

    @Test
    void callThatIsNoCheckpoint_isNotEnough() {
        assertThat(left("tryingToEmit")).hasSize(1);
    }

    @Test
    void loopInside_isLeft_andOutermost() {
        assertThat(left("inOuter")).hasSize(1).allMatch(NaturalLoop::isOutermost);
    }

    @Test
    void loopAround_hasTheCheckpointOfTheLoopInside_onlyIfThatIsAlwaysPassed() {
        assertThat(left("inInner")).hasSize(1).allMatch(loop -> loop.children.isEmpty());
        assertThat(left("inInnerDo")).isEmpty();
    }

    /** Never run. */
    static final class Loops {
        private Loops() {}

        static int checkpointed(TaskContext context, int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                sum += i;
                context.checkpoint();
            }
            return sum;
        }

        static void emitting(TaskContext context, int n) {
            for (int i = 0; i < n; i++) {
                if (i == 7) {
                    i++;
                }
                context.emit(n);
            }
        }

        static void receiving(Receiver<Object> inbox, int n) {
            int left = n;
            while (inbox.receive() != null) {
                if (left-- == 0) {
                    return;
                }
            }
        }

        static void inBranch(TaskContext context, int n) {
            for (int i = 0; i < n; i++) {
                if ((i & 7) == 0) {
                    context.checkpoint();
                }
            }
        }

        static void afterContinue(TaskContext context, int n) {
            int i = 0;
            while (i < n) {
                i++;
                if ((i & 7) == 0) {
                    continue;
                }
                context.checkpoint();
            }
        }

        static int afterLoop(TaskContext context, int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                sum += i;
            }
            context.checkpoint();
            return sum;
        }

        static void tryingToEmit(TaskContext context, int n) {
            for (int i = 0; i < n; i++) {
                context.tryEmit(n);
            }
        }

        static int inOuter(TaskContext context, int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    sum += i ^ j;
                }
                context.checkpoint();
            }
            return sum;
        }

        static void inInner(TaskContext context, int n) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    context.checkpoint();
                }
            }
        }

        static void inInnerDo(TaskContext context, int n) {
            for (int i = 0; i < n; i++) {
                int j = 0;
                do {
                    context.checkpoint();
                } while (++j < i);
            }
        }
    }
}
