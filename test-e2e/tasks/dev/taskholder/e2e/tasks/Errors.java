package dev.taskholder.e2e.tasks;

import dev.taskholder.JsException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page is told of an error of JavaScript. */
final class Errors {
    private Errors() {}

    /** {@code { name, message, stack, cause }}, the cause in the same way, if there is one. */
    static Map<String, @Nullable Object> report(JsException error) {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("name", error.errorName());
        report.put("message", error.getMessage());
        report.put("stack", error.jsStack());
        if (error.getCause() instanceof JsException cause) {
            report.put("cause", report(cause));
        }
        return report;
    }
}
