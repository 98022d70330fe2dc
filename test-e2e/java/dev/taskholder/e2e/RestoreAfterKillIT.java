package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.e2e.RestoreIT.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A restartable task goes on where it was when its worker is lost: killed because of a neighbour, or by a crash. */
@InBrowser
final class RestoreAfterKillIT {
    private static final String IN_SCOPE = """
            const { killWorker, readKept, readUndisturbed, restartsOf, stored, untilStored } =
              await import("/test-e2e/pages/kept-reader.js");
            """;

    private final String key = "restore " + UUID.randomUUID();

    @ParameterizedTest(name = "{0}")
    @FieldSource("dev.taskholder.e2e.RestoreIT#SUBJECTS")
    void workerKilledTwice_becauseOfAStuckNeighbour_noOutputIsMissingOrDoubled(Subject subject, Client client) {
        Map<?, ?> answer = map(client.runWithoutHolder(
                IN_SCOPE + """
                const input = %s;
                const holder = await TaskHolder.open({ killAfterMs: 100 });
                const expected = await readUndisturbed(holder, args[0], input);
                const task = holder.spawn(args[0], input, { restartable: true });
                const restarts = restartsOf(task);
                const reader = task[Symbol.asyncIterator]();
                const outputs = [];
                for (let kills = 0; kills < 2; kills++) {
                  outputs.push(...(await take(reader, args[1])));
                  await killWorker(holder);
                }
                outputs.push(...(await take(reader, Infinity)));
                const result = await task.result;
                await holder.close();
                return { outputs: outputs.map(show), result, expected, restarts };
                """.formatted(subject.input()), subject.name(), subject.outputs() / 3));

        assertThat(answer.get("outputs")).isEqualTo(map(answer.get("expected")).get("outputs"));
        assertThat((List<?>) answer.get("outputs")).hasSize(subject.outputs());
        assertThat(answer.get("result")).isEqualTo(map(answer.get("expected")).get("result"));
        assertRestarts(answer, subject.outputs() / 6, subject.outputs() / 2);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("dev.taskholder.e2e.RestoreIT#SUBJECTS")
    void durableTask_killedOverAndOver_reloaded_andKilledAgain_noOutputIsMissingOrDoubled(
            Subject subject, Client client) {
        Map<?, ?> undisturbed = map(client.run(
                IN_SCOPE + "return readUndisturbed(holder, args[0], " + subject.input() + ")", subject.name()));
        int outputs = subject.outputs();

        Map<?, ?> first = map(client.runWithoutHolder(
                read(subject) + """
                const { outputs } = await untilStored(key, args.at(-1));
                return { restarts, stored: outputs };
                """,
                subject.name(),
                key,
                outputs * 7 / 10,
                outputs / 5,
                outputs * 2 / 5,
                outputs * 3 / 5));
        client.reload();
        Map<?, ?> last = map(client.runWithoutHolder(read(subject) + """
                const all = await ended;
                await holder.close();
                return { ...all, restarts, left: (await stored(key)) ?? null };
                """, subject.name(), key, -1, outputs * 4 / 5));

        assertRestarts(first, outputs / 10, outputs / 5, outputs / 2);
        assertThat(last.get("outputs")).isEqualTo(undisturbed.get("outputs"));
        assertThat((List<?>) last.get("outputs")).hasSize(outputs);
        assertThat(last.get("result")).isEqualTo(undisturbed.get("result"));
        assertThat((Long) last.get("from")).isGreaterThanOrEqualTo((Long) first.get("stored"));
        assertRestarts(last, outputs * 7 / 10);
        assertThat(last.get("left")).isNull();
    }

    /** Reads a durable task. The arguments: its name, its key, where the reader stops for ever, where it has the worker killed. */
    private static String read(Subject subject) {
        return IN_SCOPE + """
                const holder = await TaskHolder.open({ killAfterMs: 100 });
                const [name, key, stop, ...kills] = args;
                const { task, ended } = readKept(holder, name, %s, key, { restartable: true }, (outputs) =>
                  outputs === stop ? new Promise(() => {}) : kills.includes(outputs) && killWorker(holder));
                const restarts = restartsOf(task);
                """.formatted(subject.input());
    }

    @Test
    void workersThatCrashAllAtOnce_sharedAndIsolated_theirDurableTasksGoOn(Client client) {
        Object answer = client.runWithoutHolder(IN_SCOPE + """
                const worker = () => doomedWorker("/test-e2e/pages/crashing-worker.js");
                const holder = await TaskHolder.open({ workers: 2, worker });
                const channel = new BroadcastChannel("crash");
                const input = { count: 1000 };
                const tasks = [false, false, true].map((isolated, i) =>
                  holder.spawn("stream", input, { isolated, durable: `${args[0]} ${i}`, restartable: true, outputCapacity: 20 }));
                const restarts = tasks.map(restartsOf);
                const readers = tasks.map((task) => task[Symbol.asyncIterator]());
                const outputs = await Promise.all(readers.map((reader) => take(reader, 500)));
                channel.postMessage("crash");
                await Promise.all(tasks.map((task) => eventOf(task, "restarted")));
                const rest = await Promise.all(readers.map((reader) => take(reader, Infinity)));
                const { epoch } = holder.snapshot();
                channel.close();
                await holder.close();
                const complete = outputs.map((some, i) => show([...some, ...rest[i]]) === show([...Array(1000).keys()]));
                return [complete, restarts.map(([{ code, first }]) => [code, first >= 480]), epoch];
                """, key);

        assertThat(answer)
                .isEqualTo(List.of(
                        List.of(true, true, true),
                        List.of(
                                List.of("WORKER_LOST", true),
                                List.of("WORKER_LOST", true),
                                List.of("WORKER_LOST", true)),
                        6L));
    }

    @Test
    void keyOfATask_isHeldByItWhileItIsStartedAgain(Client client) {
        Object answer = client.runWithoutHolder(IN_SCOPE + """
                const holder = await TaskHolder.open({ killAfterMs: 100 });
                const task = holder.spawn("stream", { count: 2000 }, { durable: args[0], restartable: true });
                const reader = task[Symbol.asyncIterator]();
                const read = await take(reader, 1000);
                const second = holder.spawn("stream", { count: 1 }, { durable: args[0], restartable: true });
                const refused = errorOf(second.result);
                await killWorker(holder);
                const { code } = await refused;
                read.push(...(await take(reader, Infinity)));
                await holder.close();
                return [code, show(read) === show([...Array(2000).keys()])];
                """, key);

        assertThat(answer).isEqualTo(List.of("KEY_IN_USE", true));
    }

    @Test
    void workerLostBeforeThePointIsRead_theNextGoesOnFromIt_andThatIsNoRestart(Client client) {
        Object answer = client.runWithoutHolder(IN_SCOPE + """
                const before = await TaskHolder.open();
                const { ended } = readKept(before, "stream", { count: 1e9 }, args[0]);
                const rejected = errorOf(ended);
                await untilStored(args[0], 50);
                await before.close();
                await rejected;
                const holder = await TaskHolder.open();
                const neighbour = holder.spawn("echo");
                const task = holder.spawn("stream", { count: 1e9 }, { durable: args[0], restartable: true });
                const restarts = restartsOf(task);
                neighbour.terminate();
                const [first] = await take(task[Symbol.asyncIterator](), 1);
                const answer = [first >= 50, first === task.restored.outputs, restarts, holder.snapshot().epoch];
                await holder.close();
                return answer;
                """, key);

        assertThat(answer).isEqualTo(List.of(true, true, List.of(), 2L));
    }

    @Test
    void cancelBeforeThePointIsRead_leavesNothing(Client client) {
        Object restored = client.run(IN_SCOPE + """
                const { task, ended } = readKept(holder, "stream", { count: 1e9 }, args[0]);
                const rejected = errorOf(ended);
                await untilStored(args[0], 50);
                task.terminate();
                await rejected;
                const second = holder.spawn("stream", { count: 1e9 }, { durable: args[0] });
                const { applied } = await second.cancel();
                const third = holder.spawn("stream", { count: 1 }, { durable: args[0] });
                await third.result;
                return [applied, second.restored, third.restored];
                """, key);

        assertThat(restored).isEqualTo(Arrays.asList(true, null, null));
    }

    @Test
    void demo_workerKilledByACancel_theTasksThatSaveGoOn(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        TaskCard primes = demo.start("primes", "below=2000000000");
        TaskCard cleaner = demo.start("cleaner", "cleanupMillis=60000");
        primes.waitForOutputs(0, 40);
        cleaner.waitForOutputs(0, 1);

        cleaner.press("cancel");

        cleaner.waitForState("failed");
        demo.waitForText("#log", "started again, from output");
        primes.waitForOutputs(primes.count(), 20);
        demo.press("cancel-all");
        primes.waitForState("cancelled");
    }

    /** There was a kill for each of {@code least}, and the task went on after at least so many outputs. */
    private static void assertRestarts(Map<?, ?> answer, int... least) {
        List<?> restarts = (List<?>) Objects.requireNonNull(answer.get("restarts"));
        assertThat(restarts).hasSize(least.length);
        for (int i = 0; i < least.length; i++) {
            Map<?, ?> restart = map(restarts.get(i));
            assertThat(restart.get("code")).isEqualTo("WORKER_LOST");
            assertThat((Long) restart.get("first")).isGreaterThanOrEqualTo(least[i]);
        }
    }

    private static Map<?, ?> map(@Nullable Object answer) {
        return (Map<?, ?>) Objects.requireNonNull(answer);
    }
}
