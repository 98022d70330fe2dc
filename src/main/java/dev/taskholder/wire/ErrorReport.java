package dev.taskholder.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failure as it crosses to the page. */
record ErrorReport(
        Code code,
        String message,
        String javaClass,
        String javaStack,
        @Nullable ErrorReport cause) {
    /** What kind of failure it is, in the words of the page's error codes. */
    enum Code {
        FAILED,
        UNKNOWN_TASK,
        DATA_CLONE
    }

    /** More causes than this are cut off; a chain that long is a cycle. */
    private static final int MAX_CAUSES = 20;

    /** TeaVM's stand-in for a frame it has no debug information about. */
    private static final String UNKNOWN_FRAME = "java.lang.Throwable$FakeClass";

    /** A report of {@code failure} and its causes. */
    static ErrorReport of(Code code, Throwable failure) {
        return of(code, failure, 0);
    }

    private static ErrorReport of(Code code, Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return new ErrorReport(
                code,
                failure.getMessage() == null ? "" : failure.getMessage(),
                failure.getClass().getName(),
                stackOf(failure),
                cause == null || cause == failure || depth == MAX_CAUSES ? null : of(Code.FAILED, cause, depth + 1));
    }

    /** The stack without what was suppressed: {@code Throwable.getSuppressed} of TeaVM 0.15 throws a NullPointerException. */
    private static String stackOf(Throwable failure) {
        StringBuilder stack = new StringBuilder(failure.toString());
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (!frame.getClassName().equals(UNKNOWN_FRAME)) {
                stack.append("\n\tat ").append(frame);
            }
        }
        return stack.toString();
    }

    /** The report with its causes, for people. */
    String describe() {
        String causes = "";
        for (ErrorReport report = cause; report != null; report = report.cause) {
            causes += "\ncaused by " + report.javaStack;
        }
        return javaStack + causes;
    }

    Map<String, @Nullable Object> toPlain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("code", code.name());
        plain.put("message", message);
        plain.put("javaClass", javaClass);
        plain.put("javaStack", javaStack);
        if (cause != null) {
            plain.put("cause", cause.toPlain());
        }
        return plain;
    }
}
