package dev.taskholder.demo;

import static dev.taskholder.demo.FeedScene.DELAY_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.JsException;
import dev.taskholder.Outcome;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the task {@code feed} does when a page cannot be had. */
final class FeedRetryTest {
    private final FeedScene feed = new FeedScene();

    @AfterEach
    void nothingIsLeftBehind() {
        feed.close();
    }

    @Test
    void failures_areReportedAndTriedAgainWithBackoff_nothingTwiceOrLost() {
        feed.failNext(cut());
        feed.failNext(new FeedPage.BadStatusException(500));
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 5));

        feed.host.advance(DELAY_MILLIS + 999);
        assertThat(feed.requests.steps()).hasSize(1);
        feed.host.advance(1 + DELAY_MILLIS + 1999);
        assertThat(feed.requests.steps()).hasSize(2);
        feed.host.advance(1 + 2 * DELAY_MILLIS);

        assertThat(feed.outputs)
                .containsExactly(
                        error("network error", 0, 1, 1000),
                        error("the server answered with status 500", 500, 2, 2000),
                        0,
                        1,
                        2,
                        3,
                        4,
                        5,
                        6);
        assertThat(feed.warnings)
                .containsExactly(
                        "u?size=5&page=0: network error; again in 1000 ms",
                        "u?size=5&page=0: the server answered with status 500; again in 2000 ms");
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410, 499})
    void refusedPage_isReported_notAskedForAgain_andFailsTheTask(int status) {
        RuntimeException refused = new FeedPage.BadStatusException(status);
        feed.failNext(refused);
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u"));

        feed.host.advance(200_000);

        String message = "the server answered with status " + status;
        assertThat(feed.requests.steps()).hasSize(1);
        assertThat(feed.outputs)
                .containsExactly(Map.of("error", Map.of("message", message, "status", status, "attempt", 1)));
        assertThat(task.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).isSameAs(refused));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 408, 425, 429, 500, 503})
    void statusThatMayBeAnotherNextTime_isTriedAgain(int status) {
        feed.failNext(new FeedPage.BadStatusException(status));
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 7));

        feed.host.advance(1000 + 2 * DELAY_MILLIS);

        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(1));
    }

    @Test
    void answerThatIsNoPage_isAFailureToo() {
        FeedPage.Source broken = (context, url) -> FeedPage.of(Map.of("items", 5));
        TaskHandle<Integer> task = feed.spawn(broken, Map.of("url", "u"), TaskOptions.DEFAULTS);

        feed.host.runReady();

        assertThat(feed.outputs).containsExactly(error("page.items: expected a list, got 5", 0, 1, 1000));
        feed.cancel(task);
    }

    @Test
    void backoff_doublesUpTo30Seconds_andStartsAnewAfterASuccess() {
        for (int i = 0; i < 7; i++) {
            feed.failNext(cut());
        }
        feed.succeedNext();
        feed.failNext(cut());
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 5));

        feed.host.advance(200_000);

        assertThat(feed.outputs.stream().filter(Map.class::isInstance))
                .containsExactly(
                        error("network error", 0, 1, 1000),
                        error("network error", 0, 2, 2000),
                        error("network error", 0, 3, 4000),
                        error("network error", 0, 4, 8000),
                        error("network error", 0, 5, 16_000),
                        error("network error", 0, 6, 30_000),
                        error("network error", 0, 7, 30_000),
                        error("network error", 0, 1, 1000));
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(2));
    }

    @Test
    void message_isAnswerEnoughToTryAgainAtOnce() {
        feed.failNext(cut());
        feed.failNext(cut());
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 7));
        feed.host.advance(DELAY_MILLIS);

        askAgain(task);
        feed.host.advance(DELAY_MILLIS);
        askAgain(task);
        feed.host.advance(DELAY_MILLIS);

        assertThat(feed.outputs.subList(2, 9)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(1));
    }

    @Test
    void message_beforeTheFailure_isNotAnAnswerToIt() {
        feed.failNext(cut());
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 7));
        feed.host.runReady();

        askAgain(task);
        feed.host.advance(DELAY_MILLIS + 999);
        assertThat(feed.requests.steps()).hasSize(1);

        feed.host.advance(1 + DELAY_MILLIS);
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(1));
    }

    @Test
    void closedInbox_leavesTheBackoff() {
        feed.failNext(cut());
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 7));
        task.closeInput();

        feed.host.advance(DELAY_MILLIS + 999);
        assertThat(feed.requests.steps()).hasSize(1);
        feed.host.advance(1 + DELAY_MILLIS);

        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(1));
    }

    @Test
    void pause_freezesTheBackoff() {
        feed.failNext(cut());
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 7));
        feed.host.advance(DELAY_MILLIS + 400);

        task.pause();
        feed.host.advance(60_000);
        task.resume();
        feed.host.advance(599);
        assertThat(feed.requests.steps()).hasSize(1);
        feed.host.advance(1);
        assertThat(feed.requests.steps()).hasSize(2);

        feed.cancel(task);
    }

    @Test
    void failureOfTheProgram_isNotTriedAgain() {
        feed.failNext(new IllegalStateException("a bug"));
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u"));

        feed.host.advance(DELAY_MILLIS);

        assertThat(task.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(feed.outputs).isEmpty();
    }

    private static RuntimeException cut() {
        return new JsException("TypeError", "network error", "", null);
    }

    private static void askAgain(TaskHandle<?> task) {
        task.send("retry", () -> {});
    }

    private static Map<String, Object> error(String message, int status, int attempt, int retryInMillis) {
        return Map.of(
                "error",
                Map.of("message", message, "status", status, "attempt", attempt, "retryInMillis", retryInMillis));
    }
}
