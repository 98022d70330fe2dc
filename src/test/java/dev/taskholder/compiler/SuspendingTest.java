package dev.taskholder.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.TaskContext;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Which methods have a plain twin that other classes may call. */
final class SuspendingTest {
    private static boolean hasTwin(Class<?> type, String method) {
        return new Suspending(Parsed.source(), policy())
                .hasTwin(Parsed.method(type, method).getReference());
    }

    private static CheckpointPolicy policy() {
        Properties properties = new Properties();
        properties.setProperty("taskholder.checkpoints.packages", Methods.class.getPackageName());
        return new CheckpointPolicy(properties);
    }

    @Test
    void loopThatCallsNothingThatWaits_hasOne() {
        assertThat(hasTwin(Methods.class, "sum")).isTrue();
        assertThat(hasTwin(Methods.class, "ofLibrary")).isTrue();
        assertThat(hasTwin(Final.class, "own")).isTrue();
    }

    @Test
    void loopThatCallsAnotherWithATwin_hasOne() {
        assertThat(hasTwin(Methods.class, "ofOtherLoop")).isTrue();
        assertThat(hasTwin(Methods.class, "ofOtherClass")).isTrue();
    }

    @Test
    void withoutALoop_hasNone() {
        assertThat(hasTwin(Methods.class, "twice")).isFalse();
    }

    @Test
    void loopThatMayWait_hasNone() {
        assertThat(hasTwin(Methods.class, "checkpointed")).isFalse();
        assertThat(hasTwin(Methods.class, "ofCheckpointed")).isFalse();
        assertThat(hasTwin(Methods.class, "ofFunction")).isFalse();
        assertThat(hasTwin(Methods.class, "locked")).isFalse();
        assertThat(hasTwin(Methods.class, "lockedInside")).isFalse();
    }

    @Test
    void methodThatASubclassMayReplace_hasNone() {
        assertThat(hasTwin(Methods.class, "open")).isFalse();
        assertThat(hasTwin(Methods.class, "ofOpen")).isFalse();
    }

    @Test
    void recursion_isNoCaseForIt_whereverItIsLookedAtFrom() {
        assertThat(hasTwin(Methods.class, "ping")).isFalse();
        assertThat(hasTwin(Methods.class, "pong")).isFalse();
        assertThat(hasTwin(Methods.class, "ofPing")).isFalse();
    }

    @Test
    void whatTheLibraryCalls_hasNone() {
        assertThat(hasTwin(Final.class, "compareTo")).isFalse();
    }

    // --- what may come to a checkpoint while a class is made ready ---

    private static boolean mayStop(Class<?> type) {
        return Suspending.orStopping(Parsed.source(), policy())
                .inCalls(Objects.requireNonNull(Parsed.method(type, "<clinit>").getProgram()), none -> false);
    }

    @Test
    void initialiserThatCallsALoop_mayStop_thoughThatIsATwin() {
        assertThat(mayStop(Initialisers.Loop.class)).isTrue();
        assertThat(mayStop(Initialisers.LoopOfLoop.class)).isTrue();
    }

    @Test
    void initialiserThatCallsWhatIsNotKnown_mayStop() {
        assertThat(mayStop(Initialisers.Recursive.class)).isTrue();
        assertThat(mayStop(Initialisers.Replaceable.class)).isTrue();
        assertThat(mayStop(Initialisers.Function.class)).isTrue();
        assertThat(mayStop(Initialisers.Hashed.class)).isTrue();
    }

    @Test
    void initialiserThatMakesSmallObjects_doesNot() {
        assertThat(mayStop(Initialisers.Constants.class)).isFalse();
        assertThat(mayStop(Initialisers.Level.class)).isFalse();
        assertThat(mayStop(Initialisers.OwnLoop.class)).isFalse();
    }

    /** Never run. */
    static class Methods {
        static int sum(int[] values) {
            int sum = 0;
            for (int value : values) {
                sum += value;
            }
            return sum;
        }

        static int ofLibrary(List<Integer> values) {
            int sum = 0;
            for (int i = 0; i < values.size(); i++) {
                sum += values.get(i);
            }
            return sum;
        }

        static int ofOtherLoop(int[][] rows) {
            int sum = 0;
            for (int[] row : rows) {
                sum += sum(row);
            }
            return sum;
        }

        static int ofOtherClass(Final[] all) {
            int sum = 0;
            for (Final each : all) {
                sum += each.own(7);
            }
            return sum;
        }

        static int twice(int value) {
            return 2 * value;
        }

        static void checkpointed(TaskContext context, int n) {
            for (int i = 0; i < n; i++) {
                context.checkpoint();
            }
        }

        static void ofCheckpointed(TaskContext context, int n) {
            for (int i = 0; i < n; i++) {
                checkpointed(context, i);
            }
        }

        static int ofFunction(IntUnaryOperator function, int n) {
            int value = 0;
            for (int i = 0; i < n; i++) {
                value = function.applyAsInt(value);
            }
            return value;
        }

        static synchronized int locked(int[] values) {
            int sum = 0;
            for (int value : values) {
                sum += value;
            }
            return sum;
        }

        static int lockedInside(Object lock, int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                synchronized (lock) {
                    sum += i;
                }
            }
            return sum;
        }

        int open(int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                sum ^= i;
            }
            return sum;
        }

        int ofOpen(int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                sum += open(i);
            }
            return sum;
        }

        static int ping(int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                sum += pong(i);
            }
            return sum;
        }

        static int pong(int n) {
            int sum = 0;
            for (int i = 1; i < n; i++) {
                sum += ping(i - 1);
            }
            return sum;
        }

        static int ofPing(int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                sum += ping(i);
            }
            return sum;
        }
    }

    /** Never run. */
    static final class Final implements Comparable<Final> {
        int own(int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) {
                sum += i;
            }
            return sum;
        }

        @Override
        public int compareTo(Final other) {
            int sum = 0;
            for (int i = 0; i < own(2); i++) {
                sum += other.own(i);
            }
            return sum;
        }
    }
}
