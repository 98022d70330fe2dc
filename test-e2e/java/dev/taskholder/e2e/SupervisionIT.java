package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that reach no checkpoint, and workers that die of their tasks: noticed, told, replaced. */
@InBrowser
final class SupervisionIT {
    // --- unresponsive ---

    @Test
    void stuckTask_isTold_killedByItsCancel_andTheNextSpawnWorks(Client client) {
        List<?> seen = (List<?>) client.runWithoutHolder("""
                const holder = await TaskHolder.open({ stuckAfterMs: 200, killAfterMs: 300 });
                const silences = silencesOf(holder);
                const neighbour = holder.spawn("echo");
                const sent = errorOf(neighbour.send(1).then(() => neighbour.request(2)).then(() => neighbour.request(3)));
                const paused = holder.spawn("sleeper", { millis: 60_000 });
                await paused.pause();
                const stuck = holder.spawn("stuck");
                await eventOf(holder, "unresponsive");
                const pause = stuck.pause();
                const { killed } = await stuck.cancel();
                const codes = await Promise.all([stuck, neighbour, paused].map(async ({ result }) => (await errorOf(result)).code));
                const answered = [(await pause).because, (await sent).code];
                const ticks = await ticksOfAnother(holder, 2, 5);
                const { epoch } = holder.snapshot();
                await holder.close();
                return [killed, ...codes, ...answered, ticks, epoch, silences];
                """);

        assertThat(seen)
                .isEqualTo(List.of(
                        true,
                        "TERMINATED",
                        "WORKER_LOST",
                        "WORKER_LOST",
                        "ended",
                        "TASK_ENDED",
                        2L,
                        2L,
                        List.of("unresponsive echo stuck")));
    }

    @Test
    void taskThatIsStuckForAWhile_isToldTwice(Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open({ stuckAfterMs: 200 });
                const silences = silencesOf(holder);
                const result = await holder.spawn("stuck", { millis: 1000 }).result;
                await until(() => silences.length === 2);
                await holder.close();
                return [result, silences];
                """);

        assertThat(seen).hasToString("[null, [unresponsive stuck, responsive stuck]]");
    }

    /** The page does not ask while everything sleeps: the worker says that it wakes up. */
    @Test
    void taskThatGetsStuckAfterASleep_isTold(Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open({ stuckAfterMs: 100 });
                const silences = silencesOf(holder);
                const stuck = holder.spawn("stuck", { afterMillis: 1000 });
                await eventOf(holder, "unresponsive");
                const { elapsedMs } = stuck;
                stuck.terminate();
                await holder.close();
                return [elapsedMs > 1000, silences];
                """);

        assertThat(seen).hasToString("[true, [unresponsive stuck]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spin", "primes", "ticker", "sleeper", "tree"})
    void taskThatReachesCheckpoints_isNotTold(String name, Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open({ stuckAfterMs: 300 });
                const silences = silencesOf(holder);
                const input = { iterations: 2e9, below: 2e9, periodMillis: 1, millis: 60_000, depth: 3, width: 5 };
                const task = holder.spawn(args[0], input, { outputCapacity: 1e6 });
                await until(() => task.state === "running");
                for (let i = 0; i < 120; i++) {
                  await new Promise(requestAnimationFrame);
                }
                task.terminate();
                await holder.close();
                return silences;
                """, name);

        assertThat(seen).isEqualTo(List.of());
    }

    // --- killed ---

    @Test
    void cleanUpThatTakesTooLong_isCutOff(Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open({ killAfterMs: 300 });
                const slow = holder.spawn("cleaner", { cleanupMillis: 60_000 });
                const restartable = holder.spawn("stream", { count: 500 }, { restartable: true });
                const reader = restartable[Symbol.asyncIterator]();
                const read = await take(reader, 250);
                const { killed, applied } = await slow.cancel();
                read.push(...(await take(reader, 1000)));
                await holder.close();
                return [killed, applied, await story(slow), read.every((value, index) => value === index), read.length];
                """);

        assertThat(seen).hasToString("[true, false, [started, TERMINATED], true, 500]");
    }

    @Test
    void cleanUpInTime_isNotCutOff(Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open({ killAfterMs: 5000 });
                const task = holder.spawn("cleaner", { cleanupMillis: 50 });
                await until(() => task.buffered);
                const { killed, applied } = await task.cancel();
                await holder.close();
                return [killed, applied, await story(task), holder.snapshot().epoch];
                """);

        assertThat(seen).hasToString("[false, true, [started, cleaned, CANCELLED], 1]");
    }

    @Test
    void close_doesNotWaitLongerThanKillAfterMs_forAStuckTask(Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open({ killAfterMs: 200 });
                const stuck = holder.spawn("stuck");
                await until(() => stuck.state === "running");
                const before = performance.now();
                const closing = holder.close();
                const same = closing === holder.close();
                await closing;
                const soon = performance.now() - before < 1200;
                return [same, soon, (await errorOf(stuck.result)).code, (await thrownBy(() => holder.spawn("echo"))).name];
                """);

        assertThat(seen).hasToString("[true, true, TERMINATED, StartError]");
    }

    // --- restartable, isolated ---

    @ParameterizedTest
    @ValueSource(strings = {"stream", "primes"})
    void restartableTask_goesOnAfterALostWorker_withoutAGapOrADouble(String name, Client client) {
        Object seen = client.runWithoutHolder("""
                const input = { count: 2000, below: 20_000 };
                const holder = await TaskHolder.open();
                const expected = await story(holder.spawn(args[0], input));
                const task = holder.spawn(args[0], input, { restartable: true });
                let restarts = 0;
                task.addEventListener("restarted", () => restarts++);
                const reader = task[Symbol.asyncIterator]();
                const read = await take(reader, 300);
                for (let i = 0; i < 3; i++) {
                  const stuck = holder.spawn("stuck");
                  await until(() => stuck.state === "running");
                  stuck.terminate();
                  read.push(...(await take(reader, 300)));
                }
                read.push(...(await take(reader, 1e6)), "end");
                const { epoch } = holder.snapshot();
                await holder.close();
                return [show(read) === show(expected), restarts, epoch];
                """, name);

        assertThat(seen).isEqualTo(List.of(true, 3L, 4L));
    }

    @Test
    void isolatedTask_survivesAKillOfTheOthersWorker_andItsOwnIsClosedAtItsEnd(Client client) {
        Object seen = client.runWithoutHolder("""
                const workers = [];
                const holder = await TaskHolder.open({
                  killAfterMs: 200,
                  worker: () => {
                    const worker = new Worker("/worker.js", { type: "module" });
                    workers.push(worker);
                    const terminate = worker.terminate.bind(worker);
                    worker.terminate = () => {
                      worker.ended = true;
                      terminate();
                    };
                    return worker;
                  },
                });
                const echo = holder.spawn("echo", null, { isolated: true });
                await echo.request(1);
                const stuck = holder.spawn("stuck");
                await until(() => stuck.state === "running");
                await stuck.cancel();
                const answer = await echo.request(2);
                echo.closeInput();
                const messages = await echo.result;
                const ended = workers.map((worker) => worker.ended ?? false);
                await holder.close();
                return [answer, messages, ended];
                """);

        assertThat(seen).hasToString("[2, 2, [true, true]]");
    }

    @Test
    void severalWorkers_runStuckTasksSideBySide(Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open({ workers: 2 });
                const stuck = holder.spawn("stuck");
                await until(() => stuck.state === "running");
                const ticks = await ticksOfAnother(holder, 2, 5);
                stuck.terminate();
                await holder.close();
                return ticks;
                """);

        assertThat(seen).isEqualTo(2L);
    }

    // --- workers that die ---

    @ParameterizedTest
    @ValueSource(strings = {"stack", "memory"})
    void trap_losesTheWorker_andTheNextSpawnWorks(String kind, Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open({ worker: () => doomedWorker() });
                const neighbour = holder.spawn("echo");
                await neighbour.request(1);
                const trap = holder.spawn("trap", { kind: args[0] });
                const codes = await Promise.all([trap, neighbour].map(async ({ result }) => (await errorOf(result)).code));
                const ticks = await ticksOfAnother(holder, 2, 5);
                await holder.close();
                return [...codes, ticks];
                """, kind);

        assertThat(seen).isEqualTo(List.of("WORKER_LOST", "WORKER_LOST", 2L));
    }

    @Test
    void nullDereference_isAnExceptionInAStrictModule(Client client) {
        Object javaClass = client.run("""
                return holder.spawn("trap", { kind: "null" }).result.catch(({ javaClass }) => javaClass);
                """);

        assertThat(javaClass).isEqualTo("java.lang.NullPointerException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "throw"})
    void workerThatDiesByItself_isNoticed_andReplaced(String how, Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open({
                  stuckAfterMs: 0,
                  worker: () => doomedWorker("/test-e2e/pages/crashing-worker.js"),
                });
                const tasks = ["ticker", "echo"].map((name) => holder.spawn(name));
                await tasks[1].request(1);
                const channel = new BroadcastChannel("crash");
                channel.postMessage(args[0]);
                const codes = await Promise.all(tasks.map(async ({ result }) => (await errorOf(result)).code));
                const ticks = await ticksOfAnother(holder, 2, 5);
                channel.close();
                await holder.close();
                return [...codes, ticks];
                """, how);

        assertThat(seen).isEqualTo(List.of("WORKER_LOST", "WORKER_LOST", 2L));
    }

    /** A worker cannot read certificates: pages alone have them. Nothing is like that for a page, so there the event is fired by hand. */
    @ParameterizedTest
    @CsvSource({"worker, a message of the page could not be read", "page, messageerror"})
    void messageThatCannotBeRead_losesTheWorker(String by, String message, Client client) {
        Object seen = client.runWithoutHolder("""
                const certificate = await RTCPeerConnection.generateCertificate({ name: "ECDSA", namedCurve: "P-256" });
                const worker = new Worker("/worker.js", { type: "module" });
                const made = [worker];
                const holder = await TaskHolder.open({ worker: () => made.pop() ?? doomedWorker() });
                const task = holder.spawn("echo");
                await task.request(1);
                if (args[0] === "worker") worker.postMessage(certificate);
                else worker.dispatchEvent(new MessageEvent("messageerror"));
                const { code, message } = await errorOf(task.result);
                const ticks = await ticksOfAnother(holder, 2, 5);
                await holder.close();
                return [code, message, ticks];
                """, by);

        assertThat(seen).isEqualTo(List.of("WORKER_LOST", message, 2L));
    }
}
