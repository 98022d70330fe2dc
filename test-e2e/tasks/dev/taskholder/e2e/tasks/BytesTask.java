package dev.taskholder.e2e.tasks;

import dev.taskholder.Bytes;
import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.Objects;

/** Looks into the bytes it is sent and into what is left of them when they are sent back; then tries to send them again. */
final class BytesTask implements Task<Data, Object> {
    @Override
    public Object run(Data input, TaskContext context) {
        Bytes bytes = (Bytes) Objects.requireNonNull(context.inbox().receive());
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
