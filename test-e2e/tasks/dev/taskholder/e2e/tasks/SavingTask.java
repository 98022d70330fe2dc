package dev.taskholder.e2e.tasks;

import dev.taskholder.Data;
import dev.taskholder.Receipt;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.Map;

/** Saves each message that it receives, under {@code point}. Outputs what it goes on from, if it does, and "saved" for each. */
public final class SavingTask implements Task<Data, Integer> {
    @Override
    public Integer run(Data input, TaskContext context) {
        Object restored = context.restored().value();
        if (restored != null) {
            context.emit(restored);
        }
        int points = 0;
        while (context.inbox().receiveOrClosed() instanceof Receipt.Received<Object> received) {
            Object message = received.value();
            if (message != null) {
                context.save(Map.of("point", message));
                context.emit("saved");
                points++;
            }
        }
        return points;
    }
}
