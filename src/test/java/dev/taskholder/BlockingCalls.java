package dev.taskholder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every blocking call of the context, made so that it could finish at once: what law K1 is about. */
final class BlockingCalls {
    private BlockingCalls() {}

    /** A blocking call, given a task that has ended. */
    interface Making {
        void in(TaskContext context, TaskHandle<?> ended);
    }

    /** Name and {@link Making} of each. The inbox of the task holds a message, and it has credit. */
    static Stream<Arguments> all() {
        Map<String, Making> calls = new LinkedHashMap<>();
        calls.put("checkpoint", (context, ended) -> context.checkpoint());
        calls.put("sleep", (context, ended) -> context.sleep(5));
        calls.put("sleep of nothing", (context, ended) -> context.sleep(0));
        calls.put("emit", (context, ended) -> context.emit("late"));
        calls.put("withTimeout", (context, ended) -> context.withTimeout(5, () -> {}));
        calls.put("scope", (context, ended) -> context.scope(() -> {}));
        calls.put("supervise", (context, ended) -> context.supervise(() -> {}));
        calls.put("all", (context, ended) -> context.all(List.of(child -> 1, child -> 2)));
        calls.put("race", (context, ended) -> context.race(List.of(child -> 1)));
        calls.put("join", (context, ended) -> ended.join());
        calls.put("awaitOutcome", (context, ended) -> ended.awaitOutcome());
        calls.put("call", BlockingCalls::call);
        calls.put("await", (context, ended) -> context.await(completed()));
        channelCalls(calls);
        synchronisationCalls(calls);
        return calls.entrySet().stream().map(call -> Arguments.of(call.getKey(), call.getValue()));
    }

    private static void channelCalls(Map<String, Making> calls) {
        calls.put("inbox receive", (context, ended) -> context.inbox().receive());
        calls.put("inbox receiveOrClosed", (context, ended) -> context.inbox().receiveOrClosed());
        calls.put("send", (context, ended) -> context.channel(1).send("element"));
        calls.put("timed trySend", (context, ended) -> context.channel(1).trySend("element", 5));
        calls.put(
                "timed trySend of no time",
                (context, ended) -> context.channel(1).trySend("element", 0));
        calls.put(
                "send that drops",
                (context, ended) ->
                        context.channel(1, Overflow.DROP_LATEST, element -> {}).send("element"));
        calls.put("receive", (context, ended) -> filled(context).receive());
        calls.put("receiveOrClosed", (context, ended) -> filled(context).receiveOrClosed());
        calls.put("timed tryReceive", (context, ended) -> filled(context).tryReceive(5));
        calls.put(
                "timed tryReceive of no time",
                (context, ended) -> filled(context).tryReceive(0));
        calls.put(
                "select of an element",
                (context, ended) -> context.select(List.of(Case.receive(filled(context), element -> element))));
        calls.put("select of no time", (context, ended) -> context.select(List.of(Case.after(0, () -> "now"))));
    }

    private static void synchronisationCalls(Map<String, Making> calls) {
        calls.put("event await", (context, ended) -> happened(context).await());
        calls.put("event tryAwait", (context, ended) -> happened(context).tryAwait(5));
        calls.put("condition await", (context, ended) -> context.condition().await(() -> true));
        calls.put("condition tryAwait", (context, ended) -> context.condition().tryAwait(() -> true, 5));
        calls.put("semaphore acquire", (context, ended) -> context.semaphore(1).acquire());
        calls.put(
                "semaphore tryAcquire", (context, ended) -> context.semaphore(1).tryAcquire(5));
        calls.put("withPermit", (context, ended) -> context.semaphore(1).withPermit(() -> "value"));
        calls.put("mutex lock", (context, ended) -> context.mutex().lock());
        calls.put("mutex tryLock", (context, ended) -> context.mutex().tryLock(5));
        calls.put("withLock", (context, ended) -> context.mutex().withLock(() -> "value"));
    }

    private static void call(TaskContext context, TaskHandle<?> ended) {
        try {
            context.call("function", "argument");
        } catch (JsException refused) {
            context.progress(1); // nobody offers functions to this task: the call has been answered
        }
    }

    private static Channel<String> filled(TaskContext context) {
        Channel<String> channel = context.channel(1);
        channel.trySend("element");
        return channel;
    }

    private static Event happened(TaskContext context) {
        Event event = context.event();
        event.set();
        return event;
    }

    private static Deferred<String> completed() {
        Deferred<String> deferred = new Deferred<>(() -> {});
        deferred.complete("value");
        return deferred;
    }
}
