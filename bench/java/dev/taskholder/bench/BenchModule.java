package dev.taskholder.bench;

import dev.taskholder.TaskRegistry;
import dev.taskholder.browser.Workers;
import dev.taskholder.demo.Echo;
import dev.taskholder.demo.NumberStream;
import dev.taskholder.demo.Ticker;

/** The module of the benchmark: registers what it measures and serves it. */
public final class BenchModule {
    private BenchModule() {}

    public static void main(String[] args) {
        Workers.serve(TaskRegistry.create()
                .add("nothing", Nothing::new)
                .add("yields", Yields::new)
                .add("thread sleeps", ThreadSleeps::new)
                .add("hand-overs", HandOvers::new)
                .add("waiter", Waiter::new)
                .add("family", Family::new)
                .add("loop", PlainLoop::new)
                .add("echo", Echo::new)
                .add("stream", NumberStream::new)
                .add("ticker", Ticker::new));
    }
}
