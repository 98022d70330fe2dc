package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that want an answer; {@code echo} replies with the message. */
@InBrowser
final class RequestIT {
    @Test
    void request_isAnswered_inLineWithTheSends(Client client) {
        List<?> seen = client.list("""
                const echo = holder.spawn("echo");
                const reader = echo[Symbol.asyncIterator]();
                const sent = echo.send("a");
                const replies = await Promise.all([echo.request({ n: 1 }), echo.request(null), echo.request("three")]);
                await sent;
                echo.closeInput();
                return [replies, await take(reader, 2), await echo.result];
                """);

        assertThat(seen.get(0).toString()).isEqualTo("[{n=1}, null, three]");
        assertThat(seen.get(1)).isEqualTo(List.of("a"));
        assertThat(seen.get(2)).isEqualTo(4L);
    }

    @Test
    void request_toAPausedTask_isAnsweredAfterTheResume(Client client) {
        List<?> seen = client.list("""
                const echo = holder.spawn("echo", null, { paused: true });
                const asked = echo.request("later");
                await ticksOfAnother(holder, 3, 10);
                const before = await isSettled(asked);
                await echo.resume();
                return [before, await asked];
                """);

        assertThat(seen).isEqualTo(List.of(false, "later"));
    }

    @Test
    void request_thatTheTaskNeverAnswers_isRejectedAtItsEnd(Client client) {
        Object code = client.run("""
                const sleeper = holder.spawn("sleeper", { millis: 30 });
                return (await errorOf(sleeper.request("anybody there?"))).code;
                """);

        assertThat(code).isEqualTo("TASK_ENDED");
    }

    @Test
    void manyRequests_throughASmallInbox_areAllAnsweredInOrder(Client client) {
        Object wrong = client.run("""
                const echo = holder.spawn("echo", null, { inputCapacity: 3 });
                const replies = await Promise.all(Array.from({ length: 1000 }, (_, i) => echo.request(i)));
                return replies.filter((reply, i) => reply !== i).length;
                """);

        assertThat(wrong).isEqualTo(0L);
    }
}
