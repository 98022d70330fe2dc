package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.Arrays;

/** Emits as fast as the reader reads: numbers, or blocks of bytes. */
public final class NumberStream implements Task<Data, Integer> {
    /** A larger block could exhaust the memory of the worker, and that is not an exception: it ends every task in it. */
    private static final int MAX_BYTES = 64 << 20;
    /** Outputs between two resume points: a point costs more than a number. */
    private static final int SAVE_STEP = 16;

    /** Input {@code count}, {@code bytes} (0 = emit 0…count−1 instead of blocks of that size); result: count. Saves now and then. */
    @Override
    public Integer run(Data input, TaskContext context) {
        int count = input.getCount("count");
        int bytes = input.getCount("bytes", 0);
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("input.bytes: expected at most " + MAX_BYTES + ", got " + bytes);
        }
        for (int i = context.restored().getInt("next", 0); i < count; i++) {
            context.emit(bytes == 0 ? i : block(bytes, i));
            if ((i + 1) % SAVE_STEP == 0) {
                context.save(Point.of("next", i + 1));
            }
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
