package dev.taskholder.e2e.tasks;

import dev.taskholder.Data;
import dev.taskholder.JsException;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import org.jspecify.annotations.Nullable;

/** Calls a function of the page. */
final class CallTask implements Task<Data, Object> {
    /**
     * Input {@code function}, {@code argument} (null), {@code limitMillis} (10 000), {@code uncaught} (false): fail of what is thrown;
     * result: what it returned, or what was thrown.
     */
    @Override
    public @Nullable Object run(Data input, TaskContext context) {
        String function = input.getString("function");
        Object argument = input.field("argument").value();
        try {
            return context.withTimeout(input.getMillis("limitMillis", 10_000), () -> context.call(function, argument));
        } catch (JsException error) {
            if (input.getBoolean("uncaught", false)) {
                throw error;
            }
            return Errors.report(error);
        }
    }
}
