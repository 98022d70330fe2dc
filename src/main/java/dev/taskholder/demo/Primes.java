package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Finds primes by trial division. */
public final class Primes implements Task<Data, Integer> {
    /** Numbers between two reports of progress and resume points. */
    private static final int REPORT_STEP = 256;

    /** Input {@code below}; outputs each prime; result: how many. Saves how far it is now and then. */
    @Override
    public Integer run(Data input, TaskContext context) {
        int below = input.getCount("below");
        Data restored = context.restored();
        int count = restored.getInt("count", 0);
        for (int n = restored.getInt("next", 2); n < below; n++) {
            context.checkpoint();
            if (isPrime(n)) {
                context.emit(n);
                count++;
            }
            if (n % REPORT_STEP == 0) {
                context.save(Point.of("next", n + 1, "count", count));
                context.progress((double) n / below);
            }
        }
        context.progress(1);
        return count;
    }

    private static boolean isPrime(int n) {
        for (int divisor = 2; (long) divisor * divisor <= n; divisor++) {
            if (n % divisor == 0) {
                return false;
            }
        }
        return true;
    }
}
