package dev.taskholder.e2e.tasks;

import dev.taskholder.Channel;
import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import org.jspecify.annotations.Nullable;

/** Sleeps as a thread does, until a child interrupts that. Result: what it has caught. */
final class InterruptedTask implements Task<Data, String> {
    @Override
    public @Nullable String run(Data input, TaskContext context) {
        Channel<String> channel = context.channel(1);
        Thread self = Thread.currentThread();
        context.fork("waker", child -> {
            self.interrupt();
            return null;
        });
        try {
            Thread.sleep(60_000);
            return "nothing";
        } catch (InterruptedException interrupted) {
            channel.send("InterruptedException");
        }
        context.sleep(1);
        return channel.receive();
    }
}
