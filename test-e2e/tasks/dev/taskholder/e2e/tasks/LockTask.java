package dev.taskholder.e2e.tasks;

import dev.taskholder.Channel;
import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;

/**
 * Tasks that take turns at one lock of the language. Puts out {@code wants it}, does what the input {@code first} says while it has the
 * lock, puts out {@code did it} if that could suspend, and {@code let it go} however it ends.
 */
final class LockTask implements Task<Data, Object> {
    /** What synchronized methods of this class take, too. */
    private static final Object LOCK = LockTask.class;

    private static boolean told;
    private static int spun;

    @Override
    public Object run(Data input, TaskContext context) throws InterruptedException {
        String first = input.getString("first");
        Channel<String> channel = context.channel(1);
        if (first.equals("receive")) {
            channel.send("an element");
        }
        context.emit("wants it");
        try {
            switch (first) {
                case "block" -> countInBlock();
                case "method" -> countInMethod();
                default -> {
                    synchronized (LOCK) {
                        begin(first, channel, context);
                        context.emit("did it");
                    }
                }
            }
            return first;
        } finally {
            context.tryEmit("let it go");
        }
    }

    private static void begin(String first, Channel<String> channel, TaskContext context) throws InterruptedException {
        switch (first) {
            case "keep" -> {
                context.emit("has it");
                context.inbox().receive();
            }
            case "send" -> channel.send("an element");
            case "receive" -> channel.receive();
            case "emit" -> context.emit("has it");
            case "checkpoint" -> context.checkpoint();
            case "loop" -> spin();
            case "sleep" -> {
                Thread.sleep(1);
                channel.send("an element");
            }
            case "wait" -> {
                while (!told) {
                    LOCK.wait();
                }
                channel.send("an element");
            }
            case "notifyAll" -> {
                told = true;
                LOCK.notifyAll();
            }
            default -> throw new IllegalArgumentException("first: " + first);
        }
    }

    private static void countInBlock() {
        synchronized (LOCK) {
            spun++;
        }
    }

    private static synchronized void countInMethod() {
        spun++;
    }

    /** Without end, and with no checkpoint but the one that is compiled into it. */
    private static void spin() {
        while (true) {
            spun = spun * 31 + 7;
        }
    }
}
