package dev.taskholder.demo;

import dev.taskholder.TaskRegistry;
import dev.taskholder.browser.Workers;

/** The bundled module: registers the demo's tasks and serves them. */
public final class DemoModule {
    private DemoModule() {}

    public static void main(String[] args) {
        Workers.serve(TaskRegistry.create()
                .add("ticker", Ticker::new)
                .add("echo", Echo::new)
                .add("stream", NumberStream::new)
                .add("sleeper", Sleeper::new)
                .add("spin", Spin::new)
                .add("primes", Primes::new)
                .add("thrower", Thrower::new)
                .add("trap", Trap::new)
                .add("stuck", Stuck::new)
                .add("tree", Tree::new)
                .add("cleaner", Cleaner::new)
                .add("pathfinder", Pathfinder::new)
                .add("mandelbrot", Mandelbrot::new)
                .add("feed", Feed::new));
    }
}
