package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law S3 when several things go wrong: the first is what is thrown, the later ones are among its suppressed. */
final class SuppressedFailuresTest {
    private final Rig rig = new Rig();
    private final IllegalStateException problem = new IllegalStateException("broken");

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void S3_severalFail_theFirstIsThrownAndTheLaterOnesAreSuppressed() {
        IllegalStateException cleanUp = new IllegalStateException("clean-up");
        RunOfTest<Object> run = rig.running(context -> context.scope(() -> {
            context.fork("sibling", child -> {
                try {
                    child.sleep(1000);
                } finally {
                    fail(cleanUp);
                }
                return null;
            });
            context.fork("failing", failingAfter(5));
            try {
                context.sleep(1000);
            } finally {
                fail(new IllegalArgumentException("the body's clean-up"));
            }
            return null;
        }));

        rig.host.advance(100);

        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
        assertThat(run.failure().getSuppressed())
                .hasSize(2)
                .anySatisfy(suppressed -> assertThat(suppressed).hasCause(cleanUp))
                .anySatisfy(suppressed -> assertThat(suppressed).hasMessage("the body's clean-up"));
    }

    @Test
    void S3_closingAResourceFailsWhileUnwinding_isSuppressedByTheChildsFailure() {
        IllegalStateException closing = new IllegalStateException("closing");
        RunOfTest<Object> run = rig.running(context -> context.scope(() -> {
            context.fork("failing", failingAfter(5));
            try (Resource resource = () -> fail(closing)) {
                rig.trail.add("uses " + (resource == null ? "nothing" : "it"));
                context.sleep(1000);
            }
            return null;
        }));

        rig.host.advance(100);

        assertThat(run.failure()).isInstanceOf(ChildFailedException.class).hasCause(problem);
        assertThat(run.failure().getSuppressed()).containsExactly(closing);
    }

    @Test
    void S3_bodyOfTheTaskThrows_aChildFailsInItsCleanUp_theBodysFailureCountsAndKeepsTheChilds() {
        IllegalStateException cleanUp = new IllegalStateException("clean-up");
        RunOfTest<Object> run = rig.running(context -> {
            context.fork("child", child -> {
                try {
                    child.sleep(1000);
                } finally {
                    fail(cleanUp);
                }
                return null;
            });
            context.sleep(5);
            throw problem;
        });

        rig.host.advance(5);

        assertThat(run.failure()).isSameAs(problem);
        assertThat(run.failure().getSuppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed).hasCause(cleanUp));
    }

    private interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    private Program<String> failingAfter(long millis) {
        return context -> {
            context.sleep(millis);
            throw problem;
        };
    }

    private static void fail(RuntimeException thrown) {
        throw thrown;
    }
}
