package dev.taskholder.e2e.tasks;

import dev.taskholder.Case;
import dev.taskholder.Channel;
import dev.taskholder.ChildFailedException;
import dev.taskholder.Condition;
import dev.taskholder.Data;
import dev.taskholder.Event;
import dev.taskholder.Mutex;
import dev.taskholder.Overflow;
import dev.taskholder.Program;
import dev.taskholder.Receipt;
import dev.taskholder.Semaphore;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskTimeoutException;
import java.util.List;

/** Every way in which fibers wait for each other, put out as a story whose order is the same on every host. */
public final class WaitingTask implements Task<Data, Integer> {
    private int stock;

    /** Outputs: what happens, in order; result: 0. */
    @Override
    public Integer run(Data input, TaskContext context) throws Exception {
        handOver(context, 0);
        handOver(context, 2);
        drop(context);
        choose(context);
        signal(context);
        exclude(context);
        fail(context);
        limit(context);
        context.emit("race won by " + context.<String>race(List.of(slow("tortoise", 60_000), slow("hare", 10))));
        context.emit("all: " + String.join(" ", context.<String>all(List.of(slow("b", 20), slow("a", 10)))));
        return stock;
    }

    private static Program<String> slow(String name, long millis) {
        return runner -> {
            try {
                runner.sleep(millis);
                return name;
            } finally {
                runner.uninterruptible(1000, () -> runner.emit(name + " is done"));
            }
        };
    }

    private static void handOver(TaskContext context, int capacity) {
        Channel<String> channel = context.channel(capacity);
        context.scope(() -> {
            context.fork("sender", sender -> {
                for (int i = 1; i <= 4; i++) {
                    channel.send("parcel " + i);
                    sender.emit("sent " + i);
                }
                channel.close();
                return null;
            });
            while (channel.receiveOrClosed() instanceof Receipt.Received<String> received) {
                context.emit("got " + received.value());
            }
        });
    }

    private static void drop(TaskContext context) {
        Channel<String> latest =
                context.channel(1, Overflow.DROP_OLDEST, dropped -> context.tryEmit("dropped " + dropped));
        latest.send("old");
        latest.send("new");
        context.emit("kept " + latest.receive() + ", then "
                + (latest.tryReceive(5) instanceof Receipt.Empty ? "nothing" : "something"));
    }

    private static void choose(TaskContext context) {
        Channel<String> left = context.channel(0);
        Channel<String> right = context.channel(0);
        context.scope(() -> {
            context.fork("right", sender -> {
                right.send("from the right");
                return null;
            });
            for (int i = 0; i < 2; i++) {
                context.emit(context.<String>select(List.of(
                        Case.receive(left, element -> "chose " + element),
                        Case.receive(right, element -> "chose " + element),
                        Case.after(20, () -> "chose nobody"))));
            }
        });
    }

    private void signal(TaskContext context) {
        Event start = context.event();
        Condition delivered = context.condition();
        context.scope(() -> {
            for (int i = 1; i <= 2; i++) {
                String name = "buyer " + i;
                context.fork(name, buyer -> {
                    start.await();
                    delivered.await(() -> stock > 0);
                    stock--;
                    buyer.emit(name + " has one");
                    return null;
                });
            }
            start.set();
            for (int i = 0; i < 2; i++) {
                context.sleep(10);
                stock++;
                delivered.signal();
            }
        });
    }

    private static void exclude(TaskContext context) {
        Mutex mutex = context.mutex();
        Semaphore seats = context.semaphore(2);
        context.scope(() -> {
            for (int i = 1; i <= 3; i++) {
                String name = "guest " + i;
                context.fork(
                        name,
                        guest -> seats.withPermit(() -> mutex.withLock(() -> {
                            guest.emit(name + " in");
                            guest.sleep(5);
                            guest.emit(name + " out, " + seats.available() + " free");
                            return null;
                        })));
            }
        });
    }

    private static void fail(TaskContext context) throws Exception {
        try {
            context.scope(() -> {
                context.fork("sibling", sibling -> {
                    try {
                        sibling.sleep(60_000);
                    } finally {
                        sibling.uninterruptible(1000, () -> sibling.emit("sibling cleans up"));
                    }
                    return null;
                });
                context.fork("broken", broken -> {
                    broken.sleep(5);
                    throw new IllegalStateException("boom");
                });
            });
        } catch (ChildFailedException failure) {
            context.emit(failure.getMessage());
        }
        context.supervise(() -> {
            TaskHandle<String> broken = context.fork("alone", child -> {
                throw new IllegalStateException("bang");
            });
            try {
                broken.join();
            } catch (ChildFailedException failure) {
                context.emit("seen at join: " + failure.childName());
            }
        });
    }

    private static void limit(TaskContext context) {
        try {
            context.withTimeout(20, () -> {
                context.fork("late", slow("late child", 60_000));
            });
        } catch (TaskTimeoutException timeout) {
            context.emit("limit of " + timeout.limitMillis());
        }
    }
}
