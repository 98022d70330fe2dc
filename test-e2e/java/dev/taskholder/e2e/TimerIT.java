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
        Object yields = client.runTestTasks("return holder.spawn('timers', { millis: 50 }).result.then((n) => n > 1);");

        assertThat(yields).isEqualTo(true);
    }

    /** The module runs in a window too. */
    @Test
    void timer_inAWindow_isAwaitedAgainAndAgain(Client client) {
        Object outcome = client.runWithoutHolder("""
                const { outcome, value } =
                  await outcomeInWindow(TEST_TASKS, "timers", { millis: 50 });
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
                  module: TEST_TASKS,
                });
                const task = holder.spawn("timers", { millis: 60_000 });
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
