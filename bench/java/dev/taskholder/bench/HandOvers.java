package dev.taskholder.bench;

import dev.taskholder.Channel;
import dev.taskholder.Data;
import dev.taskholder.Receipt;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Hands elements from one fiber to another through a channel, to measure what that costs. */
final class HandOvers implements Task<Data, Double> {
    /** Input {@code count}, {@code capacity} (0) of the channel; result: microseconds for one. */
    @Override
    public Double run(Data input, TaskContext context) {
        int count = input.getCount("count");
        Channel<Integer> channel = context.channel(input.getCount("capacity", 0));
        double start = context.now();
        context.fork("sender", sender -> {
            for (int i = 0; i < count; i++) {
                channel.send(i);
            }
            channel.close();
            return null;
        });
        int received = 0;
        while (channel.receiveOrClosed() instanceof Receipt.Received<Integer>) {
            received++;
        }
        return (context.now() - start) * 1000 / received;
    }
}
