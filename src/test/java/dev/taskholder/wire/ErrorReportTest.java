package dev.taskholder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ErrorReportTest {
    @Test
    void frame_withoutDebugInformation_isItsPlaceInTheModule() {
        Throwable failure = new IllegalStateException("boom");
        failure.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.lang.Throwable$FakeClass", "fakeMethod", "Throwable.java", 31015),
            new StackTraceElement("dev.app.Reader", "next", "Reader.java", 7)
        });

        assertThat(plain(failure).get("javaStack"))
                .isEqualTo(
                        "java.lang.IllegalStateException: boom\n\tat wasm:31015\n\tat dev.app.Reader.next(Reader.java:7)");
    }

    @Test
    void suppressed_ofTheFailureAndOfItsCause_areReported() {
        Throwable cause = new IllegalStateException("cause");
        cause.addSuppressed(new IllegalArgumentException("closing"));
        Throwable failure = new IllegalStateException("boom", cause);
        failure.addSuppressed(new IllegalArgumentException("first"));
        failure.addSuppressed(new IllegalArgumentException("second"));

        Map<String, @Nullable Object> plain = plain(failure);

        assertThat(messages(plain.get("suppressed"))).containsExactly("first", "second");
        assertThat(messages(((Map<?, ?>) Objects.requireNonNull(plain.get("cause"))).get("suppressed")))
                .containsExactly("closing");
    }

    @Test
    void failureWithoutCauseOrSuppressed_hasNoSuchFields() {
        assertThat(plain(new IllegalStateException("boom")))
                .containsOnlyKeys("code", "message", "javaClass", "javaStack");
    }

    @Test
    void suppressed_withItsOwnCauseAndSuppressed_isReportedWithThem() {
        Throwable closing = new IllegalStateException("closing", new IllegalArgumentException("its cause"));
        Throwable inner = new IllegalArgumentException("inner");
        closing.addSuppressed(inner);
        inner.addSuppressed(new IllegalArgumentException("innermost", new IllegalStateException("cause of that")));
        Throwable failure = new IllegalStateException("boom");
        failure.addSuppressed(closing);

        Map<String, @Nullable Object> plain = plain(failure);

        Map<?, ?> first = only(plain.get("suppressed"));
        assertThat(((Map<?, ?>) Objects.requireNonNull(first.get("cause"))).get("message"))
                .isEqualTo("its cause");
        Map<?, ?> innermost = only(only(first.get("suppressed")).get("suppressed"));
        assertThat(innermost.get("message")).isEqualTo("innermost");
        assertThat(((Map<?, ?>) Objects.requireNonNull(innermost.get("cause"))).get("message"))
                .isEqualTo("cause of that");
    }

    @Test
    void failuresWithoutEnd_areCutOff() {
        Throwable failure = new IllegalStateException("last");
        for (int i = 0; i < 1000; i++) {
            Throwable next = new IllegalStateException("number " + i, i % 2 == 0 ? failure : null);
            next.addSuppressed(i % 2 == 0 ? new IllegalStateException("beside") : failure);
            failure = next;
        }

        assertThat(count(plain(failure))).isEqualTo(50);
    }

    @Test
    void suppressed_besideALongChainOfCauses_isReported() {
        Throwable cause = new IllegalStateException("last");
        for (int i = 0; i < 100; i++) {
            cause = new IllegalStateException("number " + i, cause);
        }
        Throwable failure = new IllegalStateException("boom", cause);
        failure.addSuppressed(new IllegalArgumentException("closing"));

        Map<String, @Nullable Object> plain = plain(failure);

        assertThat(messages(plain.get("suppressed"))).containsExactly("closing");
        assertThat(count(plain)).isEqualTo(50);
    }

    @Test
    void failuresThatCallThemselvesEqual_areEachReported() {
        Throwable failure = new AllEqual("boom", new AllEqual("cause", null));
        failure.addSuppressed(new AllEqual("closing", null));

        assertThat(count(plain(failure))).isEqualTo(3);
    }

    @Test
    void failuresThatSuppressEachOther_areToldOnce() {
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            failures.add(new IllegalStateException("number " + i));
        }
        for (Throwable each : failures) {
            failures.stream().filter(other -> other != each).forEach(each::addSuppressed);
        }

        assertThat(count(plain(failures.get(0)))).isEqualTo(6);
    }

    @Test
    void causesInACycle_areToldOnce() {
        Throwable first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(count(plain(first))).isEqualTo(2);
    }

    private static Map<String, @Nullable Object> plain(Throwable failure) {
        return ErrorReport.of(ErrorReport.Code.FAILED, failure).toPlain();
    }

    private static List<@Nullable Object> messages(@Nullable Object reports) {
        List<@Nullable Object> messages = new ArrayList<>();
        for (Object report : (List<?>) Objects.requireNonNull(reports)) {
            messages.add(((Map<?, ?>) Objects.requireNonNull(report)).get("message"));
        }
        return messages;
    }

    private static Map<?, ?> only(@Nullable Object reports) {
        List<?> list = (List<?>) Objects.requireNonNull(reports);
        assertThat(list).hasSize(1);
        return (Map<?, ?>) Objects.requireNonNull(list.get(0));
    }

    private static final class AllEqual extends RuntimeException {
        private static final long serialVersionUID = 1;

        AllEqual(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof AllEqual;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    /** How many reports there are in it. */
    private static int count(Map<?, ?> report) {
        int count = 1;
        if (report.get("cause") instanceof Map<?, ?> cause) {
            count += count(cause);
        }
        if (report.get("suppressed") instanceof List<?> others) {
            for (Object other : others) {
                count += count((Map<?, ?>) Objects.requireNonNull(other));
            }
        }
        return count;
    }
}
