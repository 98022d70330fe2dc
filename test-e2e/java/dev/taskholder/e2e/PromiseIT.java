package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promises of JavaScript that a task waits for. */
@InBrowser
final class PromiseIT {
    private static final String RESULT_OF =
            "return holder.spawn('promise', { script: args[0], times: args[1] }).result";

    @Test
    void fulfilledPromise_givesItsValue(Client client) {
        assertThat(client.runTestTasks(RESULT_OF, "return Promise.resolve('here')", 1))
                .isEqualTo("here");
    }

    @Test
    void promiseFulfilledWithNothing_givesNull(Client client) {
        assertThat(client.runTestTasks(RESULT_OF, "return Promise.resolve(null)", 1))
                .isNull();
        assertThat(client.runTestTasks(RESULT_OF, "return Promise.resolve()", 1))
                .isNull();
    }

    @Test
    void promises_areAwaitedAgainAndAgain_afterARejectionToo(Client client) {
        Object last = client.runTestTasks(
                RESULT_OF,
                "self.turn = (self.turn ?? 0) + 1;"
                        + "return self.turn % 2 === 0 ? Promise.resolve(self.turn) : Promise.reject(new Error('odd'));",
                50);

        assertThat(last).isEqualTo("50");
    }

    @Test
    void rejection_keepsNameMessageStackAndCause(Client client) {
        Map<?, ?> error = error(client, """
                async function reader() {
                  throw new TypeError("no such thing", { cause: new RangeError("too far", { cause: "the moon" }) });
                }
                return reader();
                """);

        assertThat(error.get("name")).isEqualTo("TypeError");
        assertThat(error.get("message")).isEqualTo("no such thing");
        assertThat(error.get("stack")).asString().contains("reader");
        Map<?, ?> cause = (Map<?, ?>) Objects.requireNonNull(error.get("cause"));
        assertThat(cause.get("name")).isEqualTo("RangeError");
        assertThat(cause.get("message")).isEqualTo("too far");
        assertThat(cause.get("cause")).isEqualTo(Map.of("name", "", "message", "the moon", "stack", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "a string"                         | a string
                    42                                 | 42
                    null                               | null
                    undefined                          | undefined
                    Symbol("s")                        | Symbol(s)
                    { a: [1] }                         | {"a":[1]}
                    Object.create(null)                | {}
                    [5n]                               | a value without a text
                    """)
    void rejectionThatIsNoError_isItsText(String thrown, String text, Client client) {
        Map<?, ?> error = error(client, "return Promise.reject(" + thrown.strip() + ")");

        assertThat(error.get("name")).isEqualTo("");
        assertThat(error.get("message")).isEqualTo(text.strip());
    }

    @Test
    void errorThatIsItsOwnCause_hasAnEnd(Client client) {
        Map<?, ?> error =
                error(client, "const e = new Error('again'); e.cause = e; e.stack = ''; return Promise.reject(e);");

        int causes = 0;
        for (Object cause = error.get("cause"); cause instanceof Map<?, ?> next; cause = next.get("cause")) {
            causes++;
        }
        assertThat(causes).isEqualTo(20);
    }

    @Test
    void errorWhoseParts_cannotBeRead_isStillAnError(Client client) {
        Map<?, ?> error = error(client, """
                return Promise.reject(Object.defineProperty({}, "name", { get() { throw new Error("no"); } }));
                """);

        assertThat(error.get("message")).isEqualTo("a value without a text");
    }

    @Test
    void promise_settledWhileThePauseLasts_isSeenAfterTheResume(Client client) {
        Object steps = client.runTestTasks("""
                const channel = new BroadcastChannel("promise");
                const script = `
                  const channel = new BroadcastChannel("promise");
                  return new Promise((resolve) => channel.onmessage = ({ data }) => {
                    resolve(data);
                    channel.postMessage("settled");
                    channel.close();
                  });`;
                const task = holder.spawn("promise", { script });
                await until(() => task.buffered === 1);
                const paused = await task.pause();
                channel.postMessage("meanwhile");
                await eventOf(channel, "message");
                channel.close();
                const settledWhilePaused = await isSettled(task.result);
                const { state } = task;
                await task.resume();
                return [paused.paused, settledWhilePaused, state, await task.result];
                """);

        assertThat(steps).isEqualTo(List.of(true, false, "paused", "meanwhile"));
    }

    @Test
    void cancel_whileWaiting_endsTheTaskAtOnce_andALaterRejectionHarmsNobody(Client client) {
        Object steps = client.runTestTasks("""
                const faults = [];
                holder.addEventListener("fault", ({ detail }) => faults.push(detail.message));
                const channel = new BroadcastChannel("promise");
                const script = `
                  const channel = new BroadcastChannel("promise");
                  return new Promise((_, reject) => channel.onmessage = () => {
                    reject(new Error("too late"));
                    setTimeout(() => { channel.postMessage("rejected"); channel.close(); });
                  });`;
                const task = holder.spawn("promise", { script });
                await until(() => task.buffered === 1);
                await task.cancel();
                channel.postMessage("reject now");
                await eventOf(channel, "message");
                channel.close();
                const next = await holder.spawn("promise", { script: "return Promise.resolve('alive')" }).result;
                return [task.state, next, faults];
                """);

        assertThat(steps).isEqualTo(List.of("cancelled", "alive", List.of()));
    }

    private static Map<?, ?> error(Client client, String script) {
        return (Map<?, ?>) Objects.requireNonNull(client.runTestTasks(RESULT_OF, script, 1));
    }
}
