package dev.taskholder.bench;

import dev.taskholder.Channel;
import dev.taskholder.Data;
import dev.taskholder.Event;
import dev.taskholder.Receipt;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.Objects;
import org.teavm.jso.browser.Performance;

/** Forks children that wait, in the worker, so that no command and no result of the page is in what they cost. */
final class Family implements Task<Data, Integer> {
    private int waiting;

    /**
     * Input {@code children}. Outputs the milliseconds until all of them wait. From then on each message wakes one of them, and the output
     * is the milliseconds until it ran. Result, when the inbox is closed: how many were woken.
     */
    @Override
    public Integer run(Data input, TaskContext context) {
        int children = input.getCount("children");
        Event allWait = context.event();
        Channel<Integer> bell = context.channel(0);
        Channel<Double> answers = context.channel(1);
        double start = context.now();
        for (int i = 0; i < children; i++) {
            context.fork("child", child -> {
                if (++waiting == children) {
                    allWait.set();
                }
                bell.receiveOrClosed();
                answers.send(Performance.now());
                return null;
            });
        }
        allWait.await();
        context.emit(context.now() - start);
        int woken = 0;
        while (context.inbox().receiveOrClosed() instanceof Receipt.Received<Object>) {
            double rung = Performance.now();
            bell.send(woken++);
            context.emit(Objects.requireNonNull(answers.receive()) - rung);
        }
        answers.cancel();
        bell.close();
        return woken;
    }
}
