package dev.taskholder.compiler;

import java.util.Arrays;
import java.util.Set;

/** Classes by what their initialisers do; for the tests of the compiler, and never run. */
final class Initialisers {
    private Initialisers() {}

    static final class Loop {
        static final int SUM = SuspendingTest.Methods.sum(new int[] {1, 2, 3});
    }

    static final class LoopOfLoop {
        static final int SUM = twice();

        private static int twice() {
            return 2 * SuspendingTest.Methods.sum(new int[] {1, 2, 3});
        }
    }

    static final class Recursive {
        static final int DEPTH = below(9);

        private static int below(int n) {
            return n == 0 ? 0 : 1 + below(n - 1);
        }
    }

    static final class Replaceable {
        static final int VALUE = new Open().value();
    }

    static class Open {
        int value() {
            return 1;
        }
    }

    static final class Function {
        static final int[] SQUARES = new int[16];

        static {
            Arrays.setAll(SQUARES, i -> i * i);
        }
    }

    static final class Hashed {
        static final Set<Object> ALL = Set.of(new Open());
    }

    static final class Constants {
        static final Open ONE = new Open();
        static final StringBuilder TEXT = new StringBuilder("text").append(7);
    }

    static final class OwnLoop {
        static final int[] SQUARES = new int[16];

        static {
            for (int i = 0; i < SQUARES.length; i++) {
                SQUARES[i] = i * i;
            }
        }
    }

    enum Level {
        LOW(1),
        HIGH(2);

        final int weight;

        Level(int weight) {
            this.weight = weight;
        }
    }

    /** Given a guard. */
    static final class Guarded {
        static final int SUM = SuspendingTest.Methods.sum(new int[] {1, 2, 3});
    }
}
