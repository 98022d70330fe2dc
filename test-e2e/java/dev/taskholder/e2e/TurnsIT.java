package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How a worker comes to a new turn, and when it ends one early. */
@InBrowser
final class TurnsIT {
    private static final String COUNT = """
            const channel = new BroadcastChannel("counters");
            const counts = async () => {
              channel.postMessage("how many?");
              return (await eventOf(channel, "message")).data;
            };
            const during = async (frames) => {
              const before = await counts();
              for (let i = 0; i < frames; i++) {
                await new Promise(requestAnimationFrame);
              }
              const after = await counts();
              return { turns: after.turns - before.turns, waits: after.waits - before.waits };
            };
            const module = new URL("/web/wasm/taskholder.wasm", location.href).href;
            const start = { type: "start", protocol: 2, epoch: 1, module };
            const spin = {
              type: "spawn", task: 1, name: "spin", input: { iterations: 2_000_000_000 }, inputCapacity: 1, outputCapacity: 1,
              paused: false, priority: "user-visible",
            };
            """;

    @Test
    void controlWord_sayingThatABatchIsOnItsWay_endsTurnsEarly_untilItHasCome(Client client) {
        Map<?, ?> turns = (Map<?, ?>) Objects.requireNonNull(client.runWithoutHolder(COUNT + """
                const worker = new Worker("/test-e2e/pages/counting-worker.js", { type: "module" });
                const spy = new WireSpy();
                spy.on(worker);
                const control = new Int32Array(new SharedArrayBuffer(4));
                const post = (message) => {
                  worker.postMessage([message]);
                  Atomics.add(control, 0, 1);
                };
                worker.postMessage([{ ...start, control }]);
                await until(() => spy.messages.some(({ type }) => type === "ready"));
                post(spin);
                await until(() => spy.messages.some(({ state }) => state === "running"));

                const quiet = (await during(20)).turns;
                Atomics.add(control, 0, 1); // what the page does after posting
                const rung = (await during(20)).turns;
                worker.postMessage([{ type: "priority", task: 1, priority: "background" }]); // it has come
                await during(1);
                const after = (await during(20)).turns;
                worker.terminate();
                channel.close();
                return { quiet, rung, after };
                """));

        assertThat(number(turns, "quiet")).isPositive();
        assertThat(number(turns, "rung")).isGreaterThan(5 * number(turns, "quiet"));
        assertThat(number(turns, "after")).isLessThan(number(turns, "rung") / 2);
    }

    @Test
    void wayToANewTurn_thatIsFastButKeepsMessagesOut_isNotTaken(Client client) {
        Map<?, ?> seen = (Map<?, ?>) Objects.requireNonNull(client.runWithoutHolder(COUNT + """
                const holder = await TaskHolder.open({
                  worker: () => new Worker("/test-e2e/pages/starving-worker.js", { type: "module" }),
                });
                const task = holder.spawn("spin", spin.input);
                await until(() => task.state === "running");
                let before;
                do { // until the probe has come to its end
                  before = (await counts()).waits;
                  await during(5);
                } while (before === 0 || (await counts()).waits > before);
                const { turns, waits } = await during(20);
                const answer = await task.pause();
                const tried = (await counts()).waits;
                task.terminate();
                await holder.close();
                channel.close();
                return { turns, waits, tried, paused: answer.paused };
                """));

        assertThat(seen.get("paused")).isEqualTo(true);
        assertThat(number(seen, "waits")).isZero();
        assertThat(number(seen, "turns")).isPositive();
        assertThat(number(seen, "tried")).as("turns of the probe").isPositive();
    }

    private static long number(Map<?, ?> counts, String name) {
        return ((Number) Objects.requireNonNull(counts.get(name))).longValue();
    }
}
