package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Law P6: what waits costs nothing. Counted in a worker whose timers and ports are wrapped, see {@code
 * test-e2e/pages/counters.js}.
 */
@InBrowser
final class IdleIT {
    private static final String COUNT = """
            const channel = new BroadcastChannel("counters");
            const counts = async () => {
              channel.postMessage("how many?");
              return (await eventOf(channel, "message")).data;
            };
            const holder = await TaskHolder.open({
              worker: () => new Worker("/test-e2e/pages/counting-worker.js", { type: "module" }),
              stuckAfterMs: 20, // so that a page which asks too often is caught
            });
            const spawn = (name, input, options) => holder.spawn(name, input, options);
            // A worker that has just started tries out how turns come fastest.
            const started = async () => {
              let before;
              let now = await counts();
              do {
                before = now;
                for (let i = 0; i < 5; i++) {
                  await new Promise(requestAnimationFrame);
                }
                now = await counts();
              } while (now.turns > before.turns);
            };
            await started();
            // Whether it answers is asked until it says that nothing is left to run, twice in those 20 ms.
            const quiet = async () => {
              let before;
              let now = await counts();
              do {
                before = now;
                for (let i = 0; i < 10; i++) {
                  await new Promise(requestAnimationFrame);
                }
                now = await counts();
              } while (now.pageMessages > before.pageMessages);
            };
            // Nothing in the worker must move, so the time has to pass on the page.
            const whileThePageDrawsFrames = async (frames) => {
              const before = await counts();
              for (let i = 0; i < frames; i++) {
                await new Promise(requestAnimationFrame);
              }
              const after = await counts();
              return {
                timersArmed: after.timersArmed,
                timersSet: after.timersSet - before.timersSet,
                turns: after.turns - before.turns,
                pageMessages: after.pageMessages - before.pageMessages,
              };
            };
            const close = async (answer) => {
              holder.tasks[0]?.terminate();
              await holder.close();
              channel.close();
              return answer;
            };
            """;

    @Test
    void worker_withoutTasks_isIdle(Client client) {
        Map<?, ?> counts = counts(client, "await quiet(); return close(await whileThePageDrawsFrames(30));");

        assertIdle(counts);
    }

    @Test
    void worker_whoseTasksArePausedOrWaitForEver_isIdle(Client client) {
        Map<?, ?> counts = counts(client, """
                const paused = [
                  ...Array.from({ length: 5 }, () => spawn("ticker", { periodMillis: 20 })),
                  spawn("sleeper", { millis: 60_000 }),
                  spawn("primes", { below: 2 ** 31 - 1 }, { outputCapacity: 1_000_000 }),
                  spawn("ticker", { periodMillis: 20 }, { paused: true }),
                ];
                const waitsForMessages = spawn("echo");
                const waitsToBeCancelled = spawn("cleaner");
                const waitsForCredit = spawn("stream", { count: 1000 }, { outputCapacity: 8 });
                await until(() => waitsForCredit.buffered === 8 && waitsToBeCancelled.buffered === 1);
                await Promise.all(paused.map((task) => task.pause()));
                await quiet();
                return close(await whileThePageDrawsFrames(30));
                """);

        assertIdle(counts);
    }

    @Test
    void worker_whoseTasksHaveEnded_isIdle(Client client) {
        Map<?, ?> counts = counts(client, """
                const ticker = spawn("ticker", { periodMillis: 20 });
                const sleeper = spawn("sleeper", { millis: 60_000 });
                const cleaner = spawn("cleaner", { cleanupMillis: 10 });
                await until(() => ticker.buffered > 0);
                await Promise.all([ticker.cancel(), sleeper.cancel(), cleaner.cancel()]);
                await quiet();
                return close(await whileThePageDrawsFrames(30));
                """);

        assertIdle(counts);
    }

    @Test
    void worker_thatWakesUp_goesOn(Client client) {
        Object ticks = client.runWithoutHolder(COUNT + """
                const ticker = spawn("ticker", { periodMillis: 20 });
                await ticker.pause();
                await whileThePageDrawsFrames(10);
                await ticker.resume();
                return close(await take(ticker[Symbol.asyncIterator](), 2));
                """);

        assertThat(ticks).hasToString("[hello, hello]");
    }

    /** So the counters can fail: a sleeping task arms one timer, a running one sets many and turns by messages. */
    @Test
    void worker_whoseTickerRuns_armsOneTimerAndPosts(Client client) {
        Map<?, ?> counts = counts(client, """
                const tickers = Array.from({ length: 20 }, (_, i) => spawn("ticker", { periodMillis: 10 + i }));
                await until(() => tickers.every((ticker) => ticker.state === "running"));
                return close(await whileThePageDrawsFrames(30));
                """);

        assertThat(number(counts, "timersArmed")).isEqualTo(1);
        assertThat(number(counts, "timersSet")).isGreaterThan(1);
        assertThat(number(counts, "pageMessages")).isGreaterThan(1);
    }

    @Test
    void worker_thatComputes_turnsByPostingToItself(Client client) {
        Map<?, ?> counts = counts(client, """
                const primes = spawn("primes", { below: 2 ** 31 - 1 }, { outputCapacity: 1_000_000 });
                await until(() => primes.buffered > 0);
                return close(await whileThePageDrawsFrames(10));
                """);

        assertThat(number(counts, "turns")).isGreaterThan(1);
    }

    private static Map<?, ?> counts(Client client, String script) {
        return (Map<?, ?>) Objects.requireNonNull(client.runWithoutHolder(COUNT + script));
    }

    private static void assertIdle(Map<?, ?> counts) {
        assertThat(counts).isEqualTo(Map.of("timersArmed", 0L, "timersSet", 0L, "turns", 0L, "pageMessages", 0L));
    }

    private static long number(Map<?, ?> counts, String name) {
        return ((Number) Objects.requireNonNull(counts.get(name))).longValue();
    }
}
