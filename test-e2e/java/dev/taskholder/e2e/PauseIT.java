package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What stands still while a task is paused, and what does not. */
@InBrowser
final class PauseIT {
    @Test
    void sleep_isFrozenByPause(Client client) {
        List<?> millis = client.list("""
                const sleeper = holder.spawn("sleeper", { millis: 300 });
                await until(() => sleeper.state === "running");
                await sleeper.pause();
                const pausedAt = performance.now();
                await ticksOfAnother(holder, 6, 100);
                const asleep = sleeper.state;
                const paused = performance.now() - pausedAt;
                await sleeper.resume();
                const slept = await sleeper.result;
                return [asleep, paused, slept, sleeper.elapsedMs, sleeper.activeMs];
                """);

        double paused = number(millis.get(1));
        double slept = number(millis.get(2));
        double elapsed = number(millis.get(3));
        double active = number(millis.get(4));
        assertThat(millis.get(0)).isEqualTo("paused");
        assertThat(paused).isGreaterThan(590);
        assertThat(slept).as("on the task's clock").isBetween(299.0, paused);
        assertThat(elapsed).as("on the page's clock").isGreaterThan(paused + 290);
        assertThat(active).as("running, on the page's clock").isLessThan(elapsed - paused + 1);
    }

    @Test
    void pausedTask_putsNothingOut(Client client) {
        Object seen = client.runWithoutHolder("""
                const spy = new WireSpy();
                const holder = await TaskHolder.open({ worker: () => spy.on(new Worker("/worker.js", { type: "module" })) });
                const task = holder.spawn("primes", { below: 2 ** 31 - 1 }, { outputCapacity: 1_000_000 });
                await until(() => task.buffered > 0);
                await task.pause();
                const before = spy.outputsOf(task.id);
                await ticksOfAnother(holder, 5, 20);
                const between = spy.outputsOf(task.id) - before;
                await task.resume();
                await until(() => spy.outputsOf(task.id) > before);
                task.terminate();
                await holder.close();
                return between;
                """);

        assertThat(seen).isEqualTo(0L);
    }

    @Test
    void pausedTask_takesNoMessage(Client client) {
        Object seen = client.run("""
                const echo = holder.spawn("echo");
                await until(() => echo.state === "running");
                await echo.pause();
                await echo.send("hello");
                await ticksOfAnother(holder, 3, 20);
                const before = echo.buffered;
                await echo.resume();
                await until(() => echo.buffered === 1);
                return before;
                """);

        assertThat(seen).isEqualTo(0L);
    }

    @Test
    void cancel_ofPausedTask_runsItsFinally(Client client) {
        Object seen = client.run("""
                const task = holder.spawn("cleaner", { cleanupMillis: 20 });
                await until(() => task.buffered === 1);
                await task.pause();
                const states = statesOf(task);
                await task.cancel();
                return [states, await story(task)];
                """);

        assertThat(seen)
                .isEqualTo(List.of(
                        List.of("paused", "cancelling", "cancelled"), List.of("started", "cleaned", "CANCELLED")));
    }

    @Test
    void holds_areNamedAndIdempotent(Client client) {
        Object seen = client.run("""
                const task = holder.spawn("ticker");
                await until(() => task.state === "running");
                const trail = [];
                const note = async (answer) => {
                  const { paused, heldBy } = await answer;
                  trail.push(`${task.state} ${paused} ${heldBy}`);
                };
                await note(task.pause("hidden"));
                await note(task.pause("hidden"));
                await note(task.pause("offline"));
                await note(task.resume("unknown"));
                await note(task.resume("hidden"));
                await note(task.resume("offline"));
                return trail;
                """);

        assertThat(seen)
                .isEqualTo(List.of(
                        "paused true hidden",
                        "paused true hidden",
                        "paused true hidden,offline",
                        "paused true hidden,offline",
                        "paused true offline",
                        "running false "));
    }

    @Test
    void pauseAll_pausesTheMany_andResumeAllLeavesTheirOwnHolds(Client client) {
        Object seen = client.run("""
                const tasks = Array.from({ length: 50 }, () => holder.spawn("ticker", { periodMillis: 5 }));
                await tasks[7].pause();
                const answers = await holder.pauseAll();
                const count = (state) => tasks.filter((task) => task.state === state).length;
                const held = [answers.filter(({ paused }) => paused).length, count("paused")];
                const before = tasks.map((task) => task.buffered);
                await ticksOfAnother(holder, 4, 20);
                const quiet = tasks.every((task, i) => task.buffered === before[i]);
                await holder.resumeAll();
                return [...held, quiet, count("running"), tasks[7].state, tasks[7].heldBy];
                """);

        assertThat(seen).isEqualTo(List.of(50L, 50L, true, 49L, "paused", List.of("default")));
    }

    /** Law P5: a schedule of pauses changes neither the outputs nor the result. */
    @Test
    void stream_thatIsPausedAgainAndAgain_losesNothing(Client client) {
        List<?> seen = client.list("""
                const task = holder.spawn("stream", { count: 3000 }, { outputCapacity: 5 });
                let pauses = 0;
                const pausing = (async () => {
                  while (task.state !== "succeeded") {
                    const { paused } = await task.pause();
                    pauses += paused ? 1 : 0;
                    await task.resume();
                  }
                })();
                const steps = await story(task);
                await pausing;
                return [pauses > 10, await task.result, ...steps];
                """);

        assertThat(seen.subList(0, 2)).isEqualTo(List.of(true, 3000L));
        assertThat(seen.subList(2, 3002))
                .isEqualTo(LongStream.range(0, 3000).boxed().toList());
    }

    /** The page's clock goes on while the task's stands still. */
    @Test
    void timeout_ofPausedTask_stillEndsIt(Client client) {
        Object seen = client.run("""
                const task = holder.spawn("cleaner", { cleanupMillis: 0 }, { timeoutMs: 150 });
                await until(() => task.buffered === 1);
                await task.pause();
                const { code } = await errorOf(task.result);
                return [code, ...(await story(task))];
                """);

        assertThat(seen).isEqualTo(List.of("TIMEOUT", "started", "cleaned", "TIMEOUT"));
    }

    @Test
    void neighbours_ofPausedTask_goOn(Client client) {
        Object seen = client.run("""
                const paused = holder.spawn("ticker", { periodMillis: 5 }, { paused: true });
                const ticks = await holder.spawn("ticker", { periodMillis: 5, count: 10 }).result;
                return [ticks, paused.state, paused.buffered];
                """);

        assertThat(seen).isEqualTo(List.of(10L, "paused", 0L));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    /** The worker says nothing while it computes, but the page has heard before that the task runs. */
    @Test
    void taskWithoutCheckpoints_isSeenRunningWhileItComputes(Client client) {
        Object seen = client.run("""
                const spin = holder.spawn("spin", { iterations: 500_000 });
                await eventOf(spin, "statechange");
                await nextTask();
                const state = spin.state;
                await spin.result;
                return [state, spin.state];
                """);

        assertThat(seen).isEqualTo(List.of("running", "succeeded"));
    }
}
