package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.io.IOException;

/** Fails, to show what a page sees of a failure. */
public final class Thrower implements Task<Data, Void> {
    /** Input {@code message}, {@code afterMillis}; throws an {@link IllegalStateException} with a cause. */
    @Override
    public Void run(Data input, TaskContext context) {
        String message = input.getString("message");
        context.sleep(input.getMillis("afterMillis", 0));
        System.out.println("about to throw: " + message);
        throw new IllegalStateException(message, new IOException("the cause of it"));
    }
}
