package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task does that had to wait for a lock of {@code synchronized}, or in {@code Object.wait}. */
@InBrowser
final class LockIT {
    /** One task has the lock, and lets it go when it gets a message; another one waits for it. */
    private static final String ONE_WAITS = """
            const has = holder.spawn("lock", { first: "keep" });
            await until(() => has.buffered === 2);
            const waits = async (first) => {
              const task = holder.spawn("lock", { first });
              await until(() => task.buffered > 0);
              return task;
            };
            const letGo = async () => {
              await has.send("let it go");
              await has.result;
            };
            """;

    @ParameterizedTest
    @ValueSource(strings = {"send", "receive", "emit", "checkpoint", "sleep", "notifyAll"})
    void firstCallWithTheLock_worksLikeAnyOther(String first, Client client) {
        Object story = client.runTestTasks(ONE_WAITS + """
                const task = await waits(args[0]);
                await letGo();
                return await story(task);
                """, first);

        List<String> has = first.equals("emit") ? List.of("has it") : List.of();
        assertThat(story)
                .isEqualTo(Stream.of(List.of("wants it"), has, List.of("did it", "let it go", "end"))
                        .flatMap(List::stream)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"block", "method"})
    void codeThatCouldNotSuspendElse_waitsForTheLock(String first, Client client) {
        Object seen = client.runTestTasks(ONE_WAITS + """
                const task = await waits(args[0]);
                await holder.spawn("timers", { millis: 20 }).result;
                const { state } = task;
                await letGo();
                return [state, ...(await story(task))];
                """, first);

        assertThat(seen).isEqualTo(List.of("running", "wants it", "let it go", "end"));
    }

    @Test
    void loopWithTheLock_givesWay_isPaused_andIsCancelled(Client client) {
        Object seen = client.runTestTasks(ONE_WAITS + """
                const task = await waits("loop");
                await letGo();
                const neighbour = await holder.spawn("timers", { millis: 20 }).result > 0;
                const { paused } = await task.pause();
                await task.resume();
                await task.cancel();
                return [neighbour, paused, ...(await story(task)), holder.snapshot().epoch];
                """);

        assertThat(seen).isEqualTo(List.of(true, true, "wants it", "let it go", "CANCELLED", 1L));
    }

    /** Each is told once; TeaVM itself forgets all but the first. */
    @Test
    void manyThatWaitForTheLock_getItOneAfterTheOther(Client client) {
        Object seen = client.runTestTasks(ONE_WAITS + """
                const tasks = [await waits("send"), await waits("loop"), await waits("receive"), await waits("emit")];
                await letGo();
                await tasks[0].result;
                await holder.spawn("timers", { millis: 20 }).result;
                const inLoop = tasks.map(({ state }) => state);
                await tasks[1].cancel();
                return [...inLoop, await tasks[2].result, await tasks[3].result];
                """);

        assertThat(seen).isEqualTo(List.of("succeeded", "running", "running", "running", "receive", "emit"));
    }

    @Test
    void pause_whileItWaitsForTheLock_isInEffectAtOnce_andHoldsItWhenItHasIt(Client client) {
        Object seen = client.runTestTasks(ONE_WAITS + """
                const task = await waits("emit");
                const { paused } = await task.pause();
                await letGo();
                await holder.spawn("timers", { millis: 20 }).result;
                const next = await waits("send");
                await holder.spawn("timers", { millis: 20 }).result;
                const held = [task.state, task.buffered, next.buffered];
                await task.resume();
                return [paused, ...held, ...(await story(task)), await next.result];
                """);

        assertThat(seen)
                .isEqualTo(List.of(true, "paused", 1L, 1L, "wants it", "has it", "did it", "let it go", "end", "send"));
    }

    @Test
    void cancel_whileItWaitsForTheLock_isSeenByItsNextCheckpoint(Client client) {
        Object seen = client.runTestTasks(ONE_WAITS + """
                const tasks = [await waits("send"), await waits("loop")];
                const cancelled = tasks.map((task) => task.cancel());
                await holder.spawn("timers", { millis: 20 }).result;
                const waiting = tasks.map(({ state }) => state);
                await letGo();
                await Promise.all(cancelled);
                return [...waiting, ...(await story(tasks[0])), ...(await story(tasks[1]))];
                """);

        assertThat(seen)
                .isEqualTo(List.of(
                        "cancelling",
                        "cancelling",
                        "wants it",
                        "let it go",
                        "CANCELLED",
                        "wants it",
                        "let it go",
                        "CANCELLED"));
    }

    /** The second one runs on the green thread of the first. */
    @Test
    void waitThatThrows_throwsOnce_andTheTaskGoesOn(Client client) {
        Object seen = client.runTestTasks("""
                const run = () => holder.spawn("interrupted").result;
                return [await run(), await run()];
                """);

        assertThat(seen).isEqualTo(List.of("InterruptedException", "InterruptedException"));
    }

    @Test
    void waitingInTheLock_goesOnWhenNotified_andIsHeldWhileItIsPaused(Client client) {
        Object seen = client.runTestTasks("""
                const tasks = [1, 2, 3].map(() => holder.spawn("lock", { first: "wait" }));
                await until(() => tasks.every(({ buffered }) => buffered === 1));
                const { paused } = await tasks[1].pause();
                await holder.spawn("lock", { first: "notifyAll" }).result;
                await tasks[0].result;
                await holder.spawn("timers", { millis: 20 }).result;
                const held = [tasks[1].state, tasks[1].buffered];
                await tasks[1].resume();
                return [paused, ...held, await tasks[1].result, await tasks[2].result];
                """);

        assertThat(seen).isEqualTo(List.of(true, "paused", 1L, "wait", "wait"));
    }
}
