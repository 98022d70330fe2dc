package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.json.Json;

/** Requests that a task sends, in a real browser to a real server that sees when it is left. */
@InBrowser
final class FetchIT {
    /** How soon after a cancel or a limit the server must see the connection closed. */
    private static final long MAX_ABORT_MILLIS = 100;

    private static final String RESULT_OF = "return holder.spawn('fetch', args[0]).result";
    /** Asks {@code args[0]}, the server, how the requests of a name stand. */
    private static final String SEEN = """
            const seen = async (name) => (await fetch(args[0] + "seen/" + name)).json();
            const seenUntil = async (name, condition) => {
              for (;;) {
                const now = await seen(name);
                if (condition(now)) return now;
              }
            };
            // That nothing happens is seen over twenty frames.
            const sentWhenItStands = async (name) => {
              for (let before; ; ) {
                const { sent } = await seen(name);
                if (sent === before) return sent;
                before = sent;
                for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
              }
            };
            """;

    private static RawServer server;

    @BeforeAll
    static void startServer() {
        server = new RawServer();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain;charset=utf-8, %C5%BC%C3%B3%C5%82%C4%87%20%F0%9F%98%80, żółć 😀",
        "text/plain,               '',                                      ''",
        "text/plain,               %EF%BB%BFbom,                            bom",
        "text/plain,               a%FFb,                                   a�b",
    })
    void text_isDecodedFromUtf8(String type, String data, String text, Client client) {
        Map<?, ?> answer = fetch(client, Map.of("url", "data:" + type + "," + data, "form", "text"));

        assertThat(answer.get("value")).isEqualTo(text);
        assertThat(answer.get("status")).isEqualTo(200L);
        assertThat(answer.get("type")).isEqualTo(type);
    }

    @Test
    void bytes_areAllThere_inOrder(Client client) {
        Object same = client.runTestTasks("""
                const sent = Uint8Array.from({ length: 1_000_000 }, (_, i) => (i * i) >> 5);
                const url = URL.createObjectURL(new Blob([sent]));
                const { value } = await holder.spawn("fetch", { url, form: "bytes" }).result;
                return value instanceof Uint8Array && value.length === sent.length && sent.every((b, i) => b === value[i]);
                """);

        assertThat(same).isEqualTo(true);
    }

    @Test
    void json_isPlainData(Client client) {
        Map<?, ?> answer = fetch(
                client,
                Map.of("url", "data:application/json,{\"a\":[1,2.5,null,true,\"x\"],\"b\":{}}", "form", "json"));

        assertThat(answer.get("value"))
                .isEqualTo(new Json().toType("{\"a\":[1,2.5,null,true,\"x\"],\"b\":{}}", Object.class));
    }

    @Test
    void jsonNull_isNull(Client client) {
        assertThat(fetch(client, Map.of("url", "data:,null", "form", "json")).get("value"))
                .isNull();
    }

    @Test
    void request_hasTheMethodHeaderAndBodyGiven(Client client) {
        Map<?, ?> text = fetch(
                client,
                Map.of("url", server.url() + "echo", "form", "json", "method", "PUT", "header", "yes", "text", "é"));
        Object bytes = client.runTestTasks("""
                const bytes = new Uint8Array([0, 255]);
                return (await holder.spawn("fetch", { url: args[0], form: "json", method: "POST", bytes }).result).value;
                """, server.url() + "echo");

        assertThat(text.get("value")).isEqualTo(Map.of("method", "PUT", "header", "yes", "body", "c3a9"));
        assertThat(bytes).isEqualTo(Map.of("method", "POST", "header", "", "body", "00ff"));
    }

    @Test
    void errorStatus_isAnAnswer(Browser browser, Client client) {
        Map<?, ?> answer = fetch(client, Map.of("url", browser.url() + "missing", "form", "none"));

        assertThat(answer.get("status")).isEqualTo(404L);
        assertThat(answer.get("ok")).isEqualTo(false);
    }

    @Test
    void noServer_isTheTypeErrorThatTheBrowserGives(Client client) {
        RawServer gone = new RawServer();
        gone.close();

        Object errors = client.runTestTasks("""
                const { name, message, stack } = await holder.spawn("fetch", { url: args[0], form: "none" }).result;
                return [name, message, stack.length > 0, (await errorOf(fetch(args[0]))).message];
                """, gone.url());

        List<?> parts = (List<?>) Objects.requireNonNull(errors);
        assertThat(parts.get(0)).isEqualTo("TypeError");
        assertThat(parts.get(1)).isEqualTo(parts.get(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[", "unknown:x"})
    void urlThatCannotBe_isATypeError(String url, Client client) {
        assertThat(fetch(client, Map.of("url", url, "form", "none")).get("name"))
                .isEqualTo("TypeError");
    }

    @Test
    void badJson_isASyntaxErrorWithItsMessage(Client client) {
        Object errors = client.runTestTasks("""
                const { name, message } = await holder.spawn("fetch", { url: "data:,[1,", form: "json" }).result;
                return [name, message === (await errorOf((async () => JSON.parse("[1,"))())).message];
                """);

        assertThat(errors).isEqualTo(List.of("SyntaxError", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "bytes", "json"})
    void connectionCutInTheBody_isATypeError(String form, Browser browser, Client client) {
        Map<?, ?> error = fetch(client, Map.of("url", browser.url() + "feed/harbour?fail=cut", "form", form));

        assertThat(error.get("name")).isEqualTo("TypeError");
        assertThat(error.get("message")).asString().isNotBlank();
    }

    @Test
    void chunks_areAllOfTheBody(Browser browser, Client client) {
        Object same = client.runTestTasks("""
                const url = args[0] + "web/task.js";
                const task = holder.spawn("chunks", { url });
                const blob = new Blob(await take(task[Symbol.asyncIterator](), Infinity));
                return await blob.text() === await (await fetch(url)).text() && blob.size === await task.result;
                """, browser.url());

        assertThat(same).isEqualTo(true);
    }

    @Test
    void chunks_areReadOnlyAsFastAsTheTaskWantsThem(Client client) {
        List<?> sent = (List<?>) Objects.requireNonNull(client.runTestTasks(SEEN + """
                const task = holder.spawn("chunks", { url: args[0] + "endless/slow" }, { outputCapacity: 1 });
                const reader = task[Symbol.asyncIterator]();
                await take(reader, 3);
                const now = await sentWhenItStands("slow");
                let chunks = 0;
                while ((await seen("slow")).sent === now) {
                  await take(reader, 1);
                  chunks++;
                }
                return [now, chunks];
                """, server.url()));

        System.out.println("an endless answer stood at " + sent.get(0) + " bytes while nobody read, and went on after "
                + sent.get(1) + " chunks were read");
        assertThat((Long) sent.get(0)).isPositive();
        assertThat((Long) sent.get(1)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "bytes"})
    void pausedTask_leavesTheConnectionIdle(String form, Client client) {
        String name = "paused-" + form;

        Object steps = client.runTestTasks(SEEN + """
                const task = holder.spawn("fetch", { url: args[0] + "endless/" + args[1], form: args[2] });
                await seenUntil(args[1], ({ sent }) => sent > 0);
                await task.pause();
                const now = await sentWhenItStands(args[1]);
                await task.resume();
                await seenUntil(args[1], ({ sent }) => sent > now);
                await task.cancel();
                await seenUntil(args[1], ({ closedAt }) => closedAt > 0);
                return task.state;
                """, server.url(), name, form);

        assertThat(steps).isEqualTo("cancelled");
    }

    @ParameterizedTest
    @CsvSource({
        "silent,  none,  false",
        "silent,  none,  true",
        "stalled, text,  false",
        "stalled, bytes, true",
        "stalled, json,  false",
        "endless, text,  false",
    })
    void cancel_abortsTheRequestOnTheNetwork(String kind, String form, boolean paused, Client client) {
        String name = "cancel-" + kind + "-" + form + "-" + paused;

        Object millis = client.runTestTasks(SEEN + """
                const [root, kind, name, form, paused] = args;
                const task = holder.spawn("fetch", { url: `${root}${kind}/${name}`, form });
                await seenUntil(name, ({ requests }) => requests > 0);
                if (kind !== "silent") await until(() => task.buffered === 1);
                if (paused) await task.pause();
                const cancelledAt = Date.now();
                await task.cancel();
                return (await seenUntil(name, ({ closedAt }) => closedAt > 0)).closedAt - cancelledAt;
                """, server.url(), kind, name, form, paused);

        System.out.println("a request of a cancelled task (" + name + ") was closed after " + millis + " ms");
        assertThat((Long) Objects.requireNonNull(millis)).isLessThan(MAX_ABORT_MILLIS);
    }

    @ParameterizedTest
    @CsvSource({"silent, none", "stalled, text"})
    void timeLimit_abortsTheRequestOnTheNetwork(String kind, String form, Client client) {
        List<?> seen = (List<?>) Objects.requireNonNull(client.runTestTasks(SEEN + """
                const [root, kind, form] = args;
                const task = holder.spawn("fetch", { url: `${root}${kind}/limit-${kind}`, form, limitMillis: 100 });
                const result = await task.result;
                const endedAt = Date.now();
                const { requests, closedAt } = await seenUntil(`limit-${kind}`, ({ closedAt }) => closedAt > 0);
                return [result, requests, closedAt - endedAt];
                """, server.url(), kind, form));

        System.out.println("a request past its limit was closed " + seen.get(2) + " ms after its task had ended");
        assertThat(seen.get(0)).isEqualTo("timed out");
        assertThat(seen.get(1)).isEqualTo(1L);
        assertThat((Long) seen.get(2)).isLessThan(MAX_ABORT_MILLIS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancelBetweenChunks_abortsAnAnswerThatNobodyCloses_whileTheTaskCleansUp(boolean paused, Client client) {
        List<?> seen = (List<?>)
                Objects.requireNonNull(client.runTestTasks(SEEN + """
                const [root, name, paused] = args;
                const input = { url: `${root}stalled/${name}`, seen: `${root}seen/${name}`, ends: false };
                const task = holder.spawn("unclosed", input);
                await until(() => task.buffered === 1);
                if (paused) await task.pause();
                const { closedAt: before } = await seen(name);
                const cancelledAt = Date.now();
                await task.cancel();
                return [before, task.state, (await seen(name)).closedAt - cancelledAt];
                """, server.url(), "unclosed-" + paused, paused));

        assertThat(seen.subList(0, 2)).isEqualTo(List.of(0L, "cancelled"));
        assertThat((Long) seen.get(2)).isLessThan(MAX_ABORT_MILLIS);
    }

    @Test
    void endOfTheTask_abortsAnAnswerThatNobodyClosed(Client client) {
        Object result = client.runTestTasks(SEEN + """
                const input = { url: args[0] + "endless/forgotten", seen: "", ends: true };
                const result = await holder.spawn("unclosed", input).result;
                await seenUntil("forgotten", ({ closedAt }) => closedAt > 0);
                return result;
                """, server.url());

        assertThat(result).isEqualTo("ended");
    }

    @Test
    void answerClosedUnread_isAborted(Client client) {
        Object closed = client.runTestTasks(SEEN + """
                await holder.spawn("fetch", { url: args[0] + "endless/unread", form: "none" }).result;
                return (await seenUntil("unread", ({ closedAt }) => closedAt > 0)).requests;
                """, server.url());

        assertThat(closed).isEqualTo(1L);
    }

    @Test
    void fetch_worksInAWindowToo(Browser browser, Client client) {
        Object outcome = client.runWithoutHolder("""
                const { outcome, value } = await outcomeInWindow(TEST_TASKS, "fetch", { url: args[0], form: "json" });
                return [outcome, value.value.items.length];
                """, browser.url() + "feed/soups");

        assertThat(outcome).isEqualTo(List.of("succeeded", 20L));
    }

    private static Map<?, ?> fetch(Client client, Map<String, Object> input) {
        return (Map<?, ?>) Objects.requireNonNull(client.runTestTasks(RESULT_OF, input));
    }
}
