package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that can go wrong ends in a typed error for the caller and in nothing else: each script also fails if it leaves an
 * unhandled rejection.
 */
@InBrowser
final class FailureIT {
    // --- cancelled by the page ---

    @Test
    void signalAlreadyAborted_cancelsBeforeTheStart(Client client) {
        Object seen = client.run("""
                const reason = { why: "too late" };
                const task = holder.spawn("stream", { count: 5 }, { signal: AbortSignal.abort(reason) });
                const atOnce = task.state;
                const error = await task.result.catch((error) => error);
                return [atOnce, error.code, error.reason === reason, ...(await story(task))];
                """);

        assertThat(seen).isEqualTo(List.of("cancelled", "CANCELLED", true, "CANCELLED"));
    }

    @Test
    void signalAbortedLater_cancelsWithItsOwnReason(Client client) {
        Object seen = client.run("""
                const controller = new AbortController();
                const task = holder.spawn("cleaner", { cleanupMillis: 5 }, { signal: controller.signal });
                await until(() => task.buffered === 1);
                controller.abort();
                const error = await task.result.catch((error) => error);
                return [error.code, error.reason === controller.signal.reason, error.reason.name, ...(await story(task))];
                """);

        assertThat(seen).isEqualTo(List.of("CANCELLED", true, "AbortError", "started", "cleaned", "CANCELLED"));
    }

    @Test
    void timeout_endsTheTaskAfterItsCleanUp(Client client) {
        Object seen = client.run("""
                const task = holder.spawn("cleaner", { cleanupMillis: 5 }, { timeoutMs: 150 });
                const error = await task.result.catch((error) => error);
                return [error.name, error.code, error.timeoutMs, error.message, task.state, ...(await story(task))];
                """);

        assertThat(seen)
                .isEqualTo(List.of(
                        "TaskTimeoutError",
                        "TIMEOUT",
                        150L,
                        "task 1 (cleaner) did not end within 150 ms",
                        "cancelled",
                        "started",
                        "cleaned",
                        "TIMEOUT"));
    }

    // --- failed in Java ---

    @Test
    void javaException_arrivesWithItsClassStackAndCause(Client client) {
        Map<?, ?> error = (Map<?, ?>) Objects.requireNonNull(client.run("""
                const task = holder.spawn("thrower", { message: "boom" });
                const error = await task.result.catch((error) => error);
                const { name, code, message, javaClass, taskId, taskName, cause } = error;
                return { name, code, message, javaClass, taskId, taskName, cause: `${cause.name} ${cause.javaClass} ${cause.message}` };
                """));

        assertThat(error)
                .isEqualTo(Map.of(
                        "name", "TaskFailedError",
                        "code", "FAILED",
                        "message", "boom",
                        "javaClass", "java.lang.IllegalStateException",
                        "taskId", 1L,
                        "taskName", "thrower",
                        "cause", "TaskFailedError java.io.IOException the cause of it"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # task   | input                       | message
            stream   | {}                          | input.count: missing, expected an integer
            stream   | null                        | input.count: missing, expected an integer
            stream   | { count: null }             | input.count: missing, expected an integer
            stream   | { count: 'ten' }            | input.count: expected an integer, got "ten"
            stream   | { count: 1.5 }              | input.count: expected an integer, got 1.5
            stream   | { count: 2 ** 40 }          | input.count: expected an integer of 32 bits, got …
            stream   | { count: [1] }              | input.count: expected an integer, got a list
            stream   | 'count'                     | input: expected an object, got "count"
            ticker   | { text: { a: 1 } }          | input.text: expected a string, got an object
            ticker   | { periodMillis: true }      | input.periodMillis: expected an integer, got true
            thrower  | { message: 7 }              | input.message: expected a string, got 7
            stream   | { count: 3, bytes: -1 }     | input.bytes: expected an integer ≥ 0, got -1
            stream   | { count: 1, bytes: 2**31-1 } | input.bytes: expected at most 67108864, got 2147483647
            sleeper  | { millis: -5 }              | input.millis: expected milliseconds ≥ 0, got -5
            """)
    void wrongInput_isNamedByItsPath(String name, String input, String message, Client client) {
        Object error = client.run("""
                const bystander = holder.spawn("sleeper", { millis: 20 });
                const error = await errorOf(holder.spawn(args[0], eval(`(${args[1]})`)).result);
                await bystander.result;
                return error;
                """, name, input);

        assertError(error, "TaskFailedError", message);
    }

    @Test
    void unknownTask_isNamedBesideThoseThereAre(Client client) {
        Map<?, ?> error = (Map<?, ?>) Objects.requireNonNull(client.run("""
                const bystander = holder.spawn("sleeper", { millis: 20 });
                const error = await errorOf(holder.spawn("tocker").result);
                await bystander.result;
                return error;
                """));

        assertThat(error.get("name")).isEqualTo("UnknownTaskError");
        assertThat(error.get("code")).isEqualTo("UNKNOWN_TASK");
        assertThat(String.valueOf(error.get("message"))).contains("\"tocker\"", "ticker", "echo");
    }

    // --- wrong options ---

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # options                      | error      | message
            { inputCapacity: -5 }          | RangeError | inputCapacity: expected an integer ≥ 0, got -5
            { outputCapacity: -1 }         | RangeError | outputCapacity: expected an integer ≥ 0, got -1
            { outputCapacity: 1.5 }        | RangeError | outputCapacity: expected an integer ≥ 0, got 1.5
            { outputCapacity: NaN }        | RangeError | outputCapacity: expected an integer ≥ 0, got NaN
            { inputCapacity: '8' }         | TypeError  | inputCapacity: expected an integer ≥ 0, got "8"
            { timeoutMs: -1 }              | RangeError | timeoutMs: expected a number of milliseconds ≥ 0, got -1
            { timeoutMs: Infinity }        | RangeError | timeoutMs: expected at most 2147483647, got Infinity
            { signal: 'abort' }            | TypeError  | signal: expected an AbortSignal, got "abort"
            { priority: 'urgent' }         | TypeError  | priority: expected one of … got "urgent"
            { paused: 'yes' }              | TypeError  | paused: expected a boolean, got "yes"
            """)
    void wrongSpawnOption_isNamedWithItsValue(String options, String name, String message, Client client) {
        Object error = client.run("return thrownBy(() => holder.spawn('ticker', null, eval(`(${args[0]})`)))", options);

        assertError(error, name, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            # options                      | error      | message
            { startTimeoutMs: -1 }         | RangeError | startTimeoutMs: expected a number of milliseconds ≥ 0, got -1
            { killAfterMs: '5' }           | TypeError  | killAfterMs: expected a number of milliseconds ≥ 0, got "5"
            { worker: 'worker.js' }        | TypeError  | worker: expected a function, got "worker.js"
            { workers: 0 }                 | RangeError | workers: expected an integer ≥ 1, got 0
            { module: 'http://[' }         | TypeError  | module: expected a URL, got "http://["
            """)
    void wrongOpenOption_isNamedWithItsValue(String options, String name, String message, Client client) {
        Object error = client.runWithoutHolder("return errorOf(TaskHolder.open(eval(`(${args[0]})`)))", options);

        assertError(error, name, message);
    }

    // --- a lost worker ---

    @Test
    void terminate_failsTheTaskAndItsNeighbours_andTheNextSpawnWorks(Client client) {
        Object seen = client.run("""
                const [task, neighbour, paused] = ["ticker", "echo", "sleeper"].map((name) => holder.spawn(name, { millis: 9e6 }));
                const faults = [];
                holder.addEventListener("fault", ({ detail }) => faults.push(detail.code));
                await paused.pause();
                const sends = neighbour.send("accepted").then(() => neighbour.send("on its way"));
                task.terminate();
                const codes = await Promise.all([task, neighbour, paused].map(async ({ result }) => (await errorOf(result)).code));
                const sendCode = (await errorOf(sends)).code;
                const ticks = await ticksOfAnother(holder, 2, 5);
                return [...codes, sendCode, ticks, holder.snapshot().epoch, faults.length];
                """);

        assertThat(seen).isEqualTo(List.of("TERMINATED", "WORKER_LOST", "WORKER_LOST", "TASK_ENDED", 2L, 2L, 0L));
    }

    @Test
    void workerWithUncaughtError_failsItsTasks_andTheNextSpawnWorks(Client client) {
        Object seen = client.runWithoutHolder("""
                const start = () => {
                  const worker = new Worker("/test-e2e/pages/crashing-worker.js", { type: "module" });
                  // The browser also reports it to the window, as it should: here it is no surprise.
                  worker.addEventListener("error", (event) => event.preventDefault());
                  return worker;
                };
                const holder = await TaskHolder.open({ worker: start });
                const faults = [];
                holder.addEventListener("fault", ({ detail }) => faults.push(detail.code));
                const tasks = ["ticker", "echo"].map((name) => holder.spawn(name));
                await tasks[0].pause();
                const channel = new BroadcastChannel("crash");
                channel.postMessage("now");
                const codes = await Promise.all(tasks.map(async ({ result }) => (await errorOf(result)).code));
                const ticks = await ticksOfAnother(holder, 2, 5);
                channel.close();
                await holder.close();
                return [...codes, ticks, faults];
                """);

        assertThat(seen).isEqualTo(List.of("WORKER_LOST", "WORKER_LOST", 2L, List.of("WORKER_LOST")));
    }

    /** {@code message} may leave out words: {@code "priority: expected one of … got 7"}. */
    private static void assertError(@Nullable Object error, String name, String message) {
        Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(error);
        assertThat(fields.get("name")).isEqualTo(name);
        assertThat(String.valueOf(fields.get("message")))
                .matches(Pattern.quote(message).replace("…", "\\E.*\\Q"));
    }
}
