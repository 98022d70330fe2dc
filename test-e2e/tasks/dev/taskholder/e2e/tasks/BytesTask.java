package dev.taskholder.e2e.tasks;

import dev.taskholder.Bytes;
import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.List;
import java.util.Objects;

/**
 * Looks into the bytes it is sent and into what is left of them when they are sent back; then tries to send them again. Told
 * {@code same}, sends them back twice in one output, and again; of a list sends the blocks back in turns of their own.
 */
final class BytesTask implements Task<Data, Object> {
    @Override
    public Object run(Data input, TaskContext context) {
        Object message = Objects.requireNonNull(context.inbox().receive());
        if (message instanceof List<?> blocks) {
            for (Object block : blocks) {
                context.emit(block);
                context.sleep(1);
            }
            return true;
        }
        Bytes bytes = (Bytes) message;
        if ("same".equals(input.value())) {
            context.emit(List.of(bytes, bytes));
            context.emit(bytes);
        }
        context.emit(bytes.length());
        context.emit(bytes.toArray());
        context.emit(bytes);
        context.emit(bytes.length());
        context.emit(bytes.toArray());
        context.emit(Bytes.of(new byte[] {3}));
        context.emit(bytes);
        return true;
    }
}
