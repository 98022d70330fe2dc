package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.Arrays;

/** Emits as fast as the reader reads: numbers, or blocks of bytes. */
public final class NumberStream implements Task<Data, Integer> {
    /** Input {@code count}, {@code bytes} (0 = emit 0…count−1 instead of blocks of that size); result: count. */
    @Override
    public Integer run(Data input, TaskContext context) {
        int count = input.getInt("count");
        int bytes = input.getInt("bytes", 0);
        for (int i = 0; i < count; i++) {
            context.emit(bytes == 0 ? i : block(bytes, i));
            context.progress((i + 1.0) / count);
        }
        return count;
    }

    private static byte[] block(int bytes, int content) {
        byte[] block = new byte[bytes];
        Arrays.fill(block, (byte) content);
        return block;
    }
}
