package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.Receipt;
import dev.taskholder.Receiver;
import dev.taskholder.Request;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/** Sends every message back as it came, until the inbox is closed: as an output, or as the reply to a request. */
public final class Echo implements Task<Data, Integer> {
    /** Result: the number of messages. */
    @Override
    public Integer run(Data input, TaskContext context) {
        Receiver<Object> inbox = context.inbox();
        int messages = 0;
        while (inbox.receiveOrClosed() instanceof Receipt.Received<Object> received) {
            if (received.value() instanceof Request request) {
                request.reply(request.message());
            } else {
                context.emit(received.value());
            }
            messages++;
        }
        return messages;
    }
}
