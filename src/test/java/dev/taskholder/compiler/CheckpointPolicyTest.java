package dev.taskholder.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Checkpoints;
import dev.taskholder.NoCheckpoints;
import java.util.Properties;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.teavm.model.ClassHolder;

/** Which methods get checkpoints. */
final class CheckpointPolicyTest {
    private static CheckpointPolicy policy(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new CheckpointPolicy(properties);
    }

    private static boolean covers(CheckpointPolicy policy, String type) {
        return policy.covers(new ClassHolder(type));
    }

    private static boolean covers(Class<?> type, String method) {
        return policy().covers(Parsed.type(type), Parsed.method(type, method));
    }

    @Test
    void withoutProperties_itIsOn_forAllButLibraries() {
        CheckpointPolicy policy = policy();

        assertThat(policy.isOn()).isTrue();
        assertThat(covers(policy, "com.acme.Thing")).isTrue();
        assertThat(covers(policy, "Thing")).isTrue();
        assertThat(covers(policy, "javafoo.Thing")).isTrue();
        assertThat(covers(policy, "dev.taskholder.demo.Primes")).isTrue();
        assertThat(covers(policy, "java.util.ArrayList")).isFalse();
        assertThat(covers(policy, "kotlin.collections.ArrayDeque")).isFalse();
        assertThat(covers(policy, "org.teavm.classlib.java.util.TArrayList")).isFalse();
        assertThat(covers(policy, "dev.taskholder.Scheduler")).isFalse();
        assertThat(covers(policy, "dev.taskholder.wire.TaskServer")).isFalse();
    }

    @Test
    void packages_coverThoseBelowThem_andNoOthers() {
        CheckpointPolicy policy = policy("taskholder.checkpoints.packages", "com.acme.math, com.acme.text");

        assertThat(covers(policy, "com.acme.math.Matrix")).isTrue();
        assertThat(covers(policy, "com.acme.math.fft.Wave")).isTrue();
        assertThat(covers(policy, "com.acme.text.Words")).isTrue();
        assertThat(covers(policy, "com.acme.mathematics.Matrix")).isFalse();
        assertThat(covers(policy, "com.acme.Thing")).isFalse();
    }

    @Test
    void property_turnsItOff_andTakesNothingElse() {
        assertThat(policy("taskholder.checkpoints", "off").isOn()).isFalse();
        assertThat(policy("taskholder.checkpoints", "on").isOn()).isTrue();
        assertThatThrownBy(() -> policy("taskholder.checkpoints", "false"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("taskholder.checkpoints: false is neither on nor off");
    }

    @Test
    void annotation_goesBeforeThePackage_ofAMethodBeforeTheClass() {
        assertThat(covers(Unsaid.class, "unsaid")).isFalse(); // a package of Taskholder's
        assertThat(covers(Unsaid.class, "with")).isTrue();
        assertThat(covers(With.class, "unsaid")).isTrue();
        assertThat(covers(With.class, "without")).isFalse();
        assertThat(covers(With.class, "both")).isFalse();
    }

    @Test
    void lambda_goesByTheMethodItIsWrittenIn() {
        assertThat(covers(Unsaid.class, "lambda$with$0")).isTrue();
        assertThat(covers(With.class, "lambda$without$0")).isFalse();
    }

    @Test
    void classInitialiser_hasNone() {
        assertThat(covers(With.class, "<clinit>")).isFalse();
    }

    /** Never run, as the others. */
    static final class Unsaid {
        private Unsaid() {}

        static void unsaid() {}

        @Checkpoints
        static IntSupplier with(int n) {
            return () -> n + 1;
        }
    }

    @Checkpoints
    static final class With {
        static final Object FIELD = new Object();

        private With() {}

        static void unsaid() {}

        @NoCheckpoints
        static IntSupplier without(int n) {
            return () -> n + 1;
        }

        @Checkpoints
        @NoCheckpoints
        static void both() {}
    }
}
