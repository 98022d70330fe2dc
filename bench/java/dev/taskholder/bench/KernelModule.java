package dev.taskholder.bench;

import dev.taskholder.TaskRegistry;
import dev.taskholder.browser.Workers;

/** The kernels as tasks. It is compiled twice: with checkpoints in its loops and without. */
public final class KernelModule {
    private KernelModule() {}

    public static void main(String[] args) {
        Workers.serve(TaskRegistry.create()
                .add("double sum", () -> new KernelTask(ArrayKernels::sum))
                .add("sieve", () -> new KernelTask(ArrayKernels::sieve))
                .add("matrix multiply", () -> new KernelTask(ArrayKernels::multiply))
                .add("CRC", () -> new KernelTask(ArrayKernels::crc))
                .add("convolution", () -> new KernelTask(ArrayKernels::convolve))
                .add("Mandelbrot", () -> new KernelTask(OtherKernels::mandelbrot))
                .add("A*", () -> new KernelTask(OtherKernels::search))
                .add("HashMap", () -> new KernelTask(OtherKernels::map))
                .add("fib", () -> new KernelTask(OtherKernels::fibonacci)));
    }
}
