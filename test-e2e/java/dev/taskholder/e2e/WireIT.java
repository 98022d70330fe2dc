package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not understood on the wire is named, and harms nobody. */
@InBrowser
final class WireIT {
    @Test
    void malformedMessages_toTheWorker_areEachAnsweredByName_andHarmNobody(Client client) {
        Map<?, ?> seen = (Map<?, ?>) Objects.requireNonNull(client.runWithoutHolder("""
                const golden = await (await fetch("/src/test/resources/golden/malformed-page-to-worker.json")).json();
                const worker = new Worker("/worker.js", { type: "module" });
                const spy = new WireSpy();
                spy.on(worker);
                const module = new URL("/web/wasm/taskholder.wasm", location.href).href;
                worker.postMessage([{ type: "start", protocol: 2, epoch: 1, module }]);
                await until(() => spy.messages.some(({ type }) => type === "ready"));
                const task = 1;
                worker.postMessage([{
                  type: "spawn", task, name: "ticker", input: { periodMillis: 10 }, inputCapacity: 1, outputCapacity: 1_000_000,
                  paused: false, priority: "user-visible",
                }]);
                await until(() => spy.outputsOf(task) > 0);

                const wrong = [];
                for (const { name, message, field } of golden) {
                  const before = spy.messages.filter(({ type }) => type === "fault").length;
                  worker.postMessage([message]);
                  const fault = await until(() => spy.messages.filter(({ type }) => type === "fault")[before]);
                  if (fault.code !== "PROTOCOL" || fault.field !== field) {
                    wrong.push(`${name}: ${fault.code} ${fault.field}`);
                  }
                }
                const cycle = [];
                cycle.push(cycle);
                const twofold = [];
                twofold.push(twofold, twofold);
                let shared = [];
                for (let i = 0; i < 60; i++) {
                  shared = [shared, shared];
                }
                const endless = [];
                endless.length = 2 ** 32 - 1;
                const send = { type: "send", task, request: 0, messages: [1] };
                for (const [field, message] of [
                  ...[cycle, twofold, shared, endless, new Date(0)].map((it) => ["send.messages", { ...send, messages: [it] }]),
                  ["send.messages", { ...send, messages: endless }],
                  ["send.task", { ...send, task: 5n }],
                  ["send.request", { ...send, request: 5n }],
                ]) {
                  const before = spy.messages.filter(({ type }) => type === "fault").length;
                  worker.postMessage([message]);
                  const fault = await until(() => spy.messages.filter(({ type }) => type === "fault")[before]);
                  if (fault.field !== field) {
                    wrong.push(`not plain: ${fault.field}, not ${field}`);
                  }
                }
                worker.postMessage("not a batch");
                await until(() => spy.messages.some(({ field }) => field === "batch"));

                const ticks = spy.outputsOf(task);
                await until(() => spy.outputsOf(task) > ticks);
                const states = spy.messages.filter(({ type }) => type === "state").map(({ state }) => state);
                worker.terminate();
                return { messages: golden.length, wrong, states };
                """));

        assertThat(seen.get("wrong")).isEqualTo(List.of());
        assertThat(seen.get("states")).isEqualTo(List.of("running"));
        assertThat((Long) seen.get("messages")).isGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # batch                                   | field
            'not a batch'                             | batch
            [7]                                       | message
            [{ type: 'gossip' }]                      | type
            [{ type: 'state', task: 'one' }]          | state.task
            [{ type: 'output', task: 99, values: [] }] | output.values
            """)
    void malformedMessage_fromTheWorker_isFault_andHarmsNobody(String batch, String field, Client client) {
        Object seen = client.runWithoutHolder("""
                let worker;
                const holder = await TaskHolder.open({ worker: () => (worker = new Worker("/worker.js", { type: "module" })) });
                const bystander = holder.spawn("ticker", { periodMillis: 5, count: 5 });
                const fault = eventOf(holder, "fault");
                worker.dispatchEvent(new MessageEvent("message", { data: eval(args[0]) }));
                const { code, field } = (await fault).detail;
                const ticks = await bystander.result;
                await holder.close();
                return [code, field, ticks];
                """, batch);

        assertThat(seen).isEqualTo(List.of("PROTOCOL", field, 5L));
    }

    @Test
    void worker_ofAnotherProtocolVersion_isNotStarted(Client client) {
        Object error = client.runWithoutHolder("""
                const script = "onmessage = () => postMessage([{ type: 'ready', protocol: 3, epoch: 1, tasks: [] }])";
                const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
                const { name, message } = await errorOf(TaskHolder.open({ worker: () => new Worker(url) }));
                return [name, message];
                """);

        assertThat(String.valueOf(error)).startsWith("[StartError, broken module: ready.protocol: expected 2, got 3");
    }
}
