package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The timer of the browser as a value that a task waits for, in a worker and in a window. */
@InBrowser
final class TimerIT {
    @Test
    void timer_inAWorker_isAwaitedAgainAndAgain(Client client) {
        Object yields =
                client.run("return holder.spawn('yields', { timer: true, millis: 50 }).result.then((n) => n > 1);");

        assertThat(yields).isEqualTo(true);
    }

    /** The module runs in a window too: here the page plays the worker's port. */
    @Test
    void timer_inAWindow_isAwaitedAgainAndAgain(Client client) {
        Object outcome = client.runWithoutHolder("""
                const { load } = await import("/web/wasm/runtime.js");
                const { exports } = await load("/web/wasm/taskholder.wasm");
                const ended = new Promise((resolve) => {
                  globalThis.postMessage = (batch) => {
                    const outcome = batch.find((message) => message.type === "outcome");
                    if (outcome) resolve(outcome);
                  };
                });
                const send = (...batch) => dispatchEvent(new MessageEvent("message", { data: batch }));
                exports.main([]);
                send({ type: "start", protocol: 1, epoch: 1, module: "" });
                send({
                  type: "spawn", task: 1, name: "yields", input: { timer: true, millis: 50 }, inputCapacity: 1,
                  outputCapacity: 1, paused: false, priority: "user-visible",
                });
                const { outcome, value } = await ended;
                return { outcome, several: value > 1 };
                """);

        assertThat(outcome).isEqualTo(Map.of("outcome", "succeeded", "several", true));
    }

    @Test
    void timer_ofATaskThatIsCancelled_isCleared(Client client) {
        Map<?, ?> counts = (Map<?, ?>) Objects.requireNonNull(client.runWithoutHolder("""
                const channel = new BroadcastChannel("counters");
                const holder = await TaskHolder.open({
                  worker: () => new Worker("/test-e2e/pages/counting-worker.js", { type: "module" }),
                });
                const task = holder.spawn("yields", { timer: true, millis: 60_000 });
                await until(() => task.state === "running");
                await task.cancel();
                channel.postMessage("how many?");
                const { timersArmed, timersSet } = (await eventOf(channel, "message")).data;
                channel.close();
                await holder.close();
                return { timersArmed, some: timersSet > 0 };
                """));

        assertThat(counts).isEqualTo(Map.of("timersArmed", 0L, "some", true));
    }
}
