package dev.taskholder.e2e.tasks;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.browser.Chunks;
import dev.taskholder.browser.Fetch;
import dev.taskholder.browser.Response;

/** Reads an answer chunk by chunk, each when the page has taken the one before. */
final class ChunksTask implements Task<Data, Integer> {
    /** Input {@code url}; outputs each chunk; result: how many bytes there were. */
    @Override
    public Integer run(Data input, TaskContext context) {
        try (Response response = Fetch.get(input.getString("url")).send(context)) {
            Chunks chunks = response.chunks();
            int bytes = 0;
            for (byte[] chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                bytes += chunk.length;
                context.emit(chunk);
            }
            return bytes;
        }
    }
}
