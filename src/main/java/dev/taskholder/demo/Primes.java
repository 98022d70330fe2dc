package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Finds primes by trial division. */
public final class Primes implements Task<Data, Integer> {
    /** Numbers between two reports of progress. */
    private static final int PROGRESS_STEP = 256;

    /** Input {@code below}; outputs each prime; result: how many. */
    @Override
    public Integer run(Data input, TaskContext context) {
        int below = input.getCount("below");
        int count = 0;
        for (int n = 2; n < below; n++) {
            context.checkpoint();
            if (isPrime(n)) {
                context.emit(n);
                count++;
            }
            if (n % PROGRESS_STEP == 0) {
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
