package dev.taskholder.e2e.tasks;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Input {@code name} and {@code n}: puts out {@code begun}, runs that {@link Shape} and, however it ends, puts out {@code cleaned}. */
final class ShapeTask implements Task<Data, Integer> {
    @Override
    public Integer run(Data input, TaskContext context) {
        context.emit("begun");
        try {
            return Shapes.run(input.getString("name"), input.getInt("n"));
        } finally {
            context.tryEmit("cleaned");
        }
    }
}
