package dev.taskholder.bench;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.List;

/** Runs a kernel again and again. */
public final class KernelTask implements Task<Data, List<Double>> {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Kernel kernel;

    KernelTask(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Input {@code millis}: how long, at least; result: how often it was run in a millisecond, and the kernel's result. */
    @Override
    public List<Double> run(Data input, TaskContext context) {
        long nanos = (long) (input.getDouble("millis") * NANOS_PER_MILLI);
        long began = System.nanoTime();
        long passed = 0;
        int times = 0;
        int result = 0;
        while (passed < nanos) {
            result = kernel.run();
            times++;
            passed = System.nanoTime() - began;
        }
        return List.of(times * NANOS_PER_MILLI / passed, (double) result);
    }
}
