package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a request before its answer has been read: the server must see the connection closed. */
@InBrowser
final class FetchAbortIT {
    /** How soon after a cancel or a limit the server must see the connection closed. */
    private static final long MAX_ABORT_MILLIS = 100;

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
        "silent,  none,  false",
        "silent,  none,  true",
        "stalled, text,  false",
        "stalled, bytes, true",
        "stalled, json,  false",
        "endless, text,  false",
    })
    void cancel_abortsTheRequestOnTheNetwork(String kind, String form, boolean paused, Client client) {
        String name = "cancel-" + kind + "-" + form + "-" + paused;

        Object millis = client.runTestTasks(RawServer.SEEN + """
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
        List<?> seen =
                (List<?>) Objects.requireNonNull(client.runTestTasks(RawServer.SEEN + """
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
        List<?> seen = (List<?>) Objects.requireNonNull(
                client.runTestTasks(RawServer.SEEN + """
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
        Object result = client.runTestTasks(RawServer.SEEN + """
                const input = { url: args[0] + "endless/forgotten", seen: "", ends: true };
                const result = await holder.spawn("unclosed", input).result;
                await seenUntil("forgotten", ({ closedAt }) => closedAt > 0);
                return result;
                """, server.url());

        assertThat(result).isEqualTo("ended");
    }

    @Test
    void answerClosedUnread_isAborted(Client client) {
        Object closed = client.runTestTasks(RawServer.SEEN + """
                await holder.spawn("fetch", { url: args[0] + "endless/unread", form: "none" }).result;
                return (await seenUntil("unread", ({ closedAt }) => closedAt > 0)).requests;
                """, server.url());

        assertThat(closed).isEqualTo(1L);
    }
}
