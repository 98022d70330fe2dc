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
    private static final String RESULT_OF = "return holder.spawn('fetch', args[0]).result";
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
                // Not instanceof: a driver may run this with globals of its own.
                return show(value.subarray(0, 0)) === "Uint8Array[]" && value.length === sent.length
                  && sent.every((b, i) => b === value[i]);
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
        List<?> sent = (List<?>) Objects.requireNonNull(client.runTestTasks(RawServer.SEEN + """
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

        Object steps = client.runTestTasks(RawServer.SEEN + """
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
