package dev.taskholder.wire;

import dev.taskholder.ChildFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it crosses to the page.
 *
 * @param javaStack in a browser a frame is {@code at wasm:1234}: where in the module it is. The page looks up what that was in Java
 * @param child the name of the child that failed, if this is the parent's word for it
 */
record ErrorReport(
        Code code,
        String message,
        String javaClass,
        String javaStack,
        @Nullable String child,
        @Nullable ErrorReport cause,
        List<ErrorReport> suppressed) {
    /** What kind of failure it is, in the words of the page's error codes. */
    enum Code {
        FAILED,
        UNKNOWN_TASK,
        DATA_CLONE
    }

    /** More are not told of one failure: as many as causes, what they suppressed, and so on. */
    private static final int MAX_REPORTS = 50;

    /** TeaVM's stand-in for a frame it has no debug information about; the line is the place in the module. */
    private static final String UNKNOWN_FRAME = "java.lang.Throwable$FakeClass";

    private static final String FRAME = "\n\tat ";

    /** A report of something without an exception. */
    ErrorReport(Code code, String message) {
        this(code, message, "", "", null, null, List.of());
    }

    /**
     * A report of {@code failure}, its causes, what these suppressed, and the same of that. Each is told once: there may be cycles, and
     * failures that suppress each other.
     */
    static ErrorReport of(Code code, Throwable failure) {
        List<Throwable> told = new ArrayList<>();
        told.add(failure);
        return of(code, failure, told);
    }

    /** What {@code failure} has itself is told before what that has: a long chain of causes leaves room for what it suppressed. */
    private static ErrorReport of(Code code, Throwable failure, List<Throwable> told) {
        Throwable cause = failure.getCause();
        if (cause != null && !tell(cause, told)) {
            cause = null;
        }
        List<Throwable> others = new ArrayList<>();
        for (Throwable other : failure.getSuppressed()) {
            if (tell(other, told)) {
                others.add(other);
            }
        }
        ErrorReport caused = cause == null ? null : of(Code.FAILED, cause, told);
        List<ErrorReport> suppressed = new ArrayList<>();
        for (Throwable other : others) {
            suppressed.add(of(Code.FAILED, other, told));
        }
        return new ErrorReport(
                code,
                failure.getMessage() == null ? "" : failure.getMessage(),
                failure.getClass().getName(),
                stackOf(failure),
                failure instanceof ChildFailedException failed ? failed.childName() : null,
                caused,
                suppressed);
    }

    /** Whether {@code failure} is still to be told. The very object counts: what an exception calls equal is its own affair. */
    private static boolean tell(Throwable failure, List<Throwable> told) {
        for (Throwable other : told) {
            if (other == failure) {
                return false;
            }
        }
        return told.size() < MAX_REPORTS && told.add(failure);
    }

    private static String stackOf(Throwable failure) {
        StringBuilder stack = new StringBuilder(failure.toString());
        for (StackTraceElement frame : failure.getStackTrace()) {
            stack.append(FRAME);
            if (frame.getClassName().equals(UNKNOWN_FRAME)) {
                stack.append("wasm:").append(frame.getLineNumber());
            } else {
                stack.append(frame);
            }
        }
        return stack.toString();
    }

    /** The failure with its causes, for people: what they are, not where they come from. */
    String describe() {
        String text = headline();
        for (ErrorReport report = cause; report != null; report = report.cause) {
            text += "\ncaused by " + report.headline();
        }
        return text;
    }

    private String headline() {
        int end = javaStack.indexOf(FRAME);
        return end < 0 ? javaStack : javaStack.substring(0, end);
    }

    Map<String, @Nullable Object> toPlain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("code", code.name());
        plain.put("message", message);
        plain.put("javaClass", javaClass);
        plain.put("javaStack", javaStack);
        if (child != null) {
            plain.put("child", child);
        }
        if (cause != null) {
            plain.put("cause", cause.toPlain());
        }
        if (!suppressed.isEmpty()) {
            List<@Nullable Object> others = new ArrayList<>();
            for (ErrorReport other : suppressed) {
                others.add(other.toPlain());
            }
            plain.put("suppressed", others);
        }
        return plain;
    }
}
