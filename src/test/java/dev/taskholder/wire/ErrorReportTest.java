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
    void failuresThatSuppressEachOther_areCutOff() {
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
    void causesInACycle_areCutOff() {
        Throwable first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(count(plain(first))).isEqualTo(21);
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
