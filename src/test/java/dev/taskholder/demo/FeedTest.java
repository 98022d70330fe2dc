package dev.taskholder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Data;
import dev.taskholder.JsException;
import dev.taskholder.LogLevel;
import dev.taskholder.Outcome;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskOptions;
import dev.taskholder.testing.Trail;
import dev.taskholder.testing.VirtualHost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The task {@code feed} in virtual time, on a feed of 7 items that answers after 10 ms. */
final class FeedTest implements FeedPage.Source {
    private static final int ITEMS = 7;
    private static final int DELAY_MILLIS = 10;

    private final VirtualHost host = new VirtualHost();
    private final TaskHolder holder = new TaskHolder(host);
    /** Requests, as the feed saw them. */
    private final Trail requests = new Trail();
    /** What goes wrong with the next requests, empty if nothing does. */
    private final Queue<Optional<RuntimeException>> failures = new ArrayDeque<>();

    private final List<@Nullable Object> outputs = new ArrayList<>();
    private final List<Double> progress = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        host.close();
    }

    /** {@inheritDoc} The feed itself: reads {@code size} and {@code page} off the URL's end. */
    @Override
    public FeedPage get(TaskContext context, String url) {
        requests.add(url);
        context.sleep(DELAY_MILLIS);
        Optional<RuntimeException> failure = failures.poll();
        if (failure != null && failure.isPresent()) {
            throw failure.get();
        }
        int size = Integer.parseInt(url.replaceAll(".*size=(\\d+).*", "$1"));
        int page = Integer.parseInt(url.replaceAll(".*page=(\\d+).*", "$1"));
        int end = Math.min((page + 1) * size, ITEMS);
        Map<String, @Nullable Object> json = new HashMap<>();
        json.put("items", IntStream.range(page * size, end).boxed().toList());
        json.put("next", end < ITEMS ? page + 1 : null);
        return FeedPage.of(json);
    }

    @Test
    void feed_isReadToItsEnd_itemByItem() {
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 3));

        host.advance(3 * DELAY_MILLIS);

        assertThat(outputs).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(3));
        assertThat(progress).containsExactly(0.0, 1.0, 0.0, 1.0, 0.0, 1.0);
    }

    @Test
    void url_getsPageAndSizeBehindWhatItHas() {
        spawn(Map.of("url", "u?key=a", "maxPages", 1));
        spawn(Map.of("url", "u", "pageSize", 5, "maxPages", 1));

        host.advance(DELAY_MILLIS);

        assertThat(requests.steps()).containsExactly("u?key=a&size=20&page=0", "u?size=5&page=0");
    }

    @Test
    void maxPages_endsIt() {
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 2, "maxPages", 2));

        host.advance(2 * DELAY_MILLIS);

        assertThat(outputs).containsExactly(0, 1, 2, 3);
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(2));
    }

    @Test
    void skip_goesOnInTheMiddleOfAPage() {
        spawn(Map.of("url", "u", "pageSize", 3, "skip", 4));

        host.advance(2 * DELAY_MILLIS);

        assertThat(requests.steps()).containsExactly("u?size=3&page=1", "u?size=3&page=2");
        assertThat(outputs).containsExactly(4, 5, 6);
    }

    @Test
    void skip_beyondTheEnd_putsOutNothing() {
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 3, "skip", 8));

        host.advance(DELAY_MILLIS);

        assertThat(outputs).isEmpty();
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(1));
    }

    @Test
    void nextPage_isAskedForOnlyWhenTheQueueHasRoom() {
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 3), TaskOptions.DEFAULTS.withOutputCapacity(2));

        host.advance(1000);
        assertThat(outputs).containsExactly(0, 1);
        assertThat(requests.steps()).hasSize(1);

        task.credit(1);
        host.advance(1000);
        assertThat(outputs).containsExactly(0, 1, 2);
        assertThat(requests.steps()).hasSize(2);

        cancel(task);
    }

    @Test
    void failures_areReportedAndTriedAgainWithBackoff_nothingTwiceOrLost() {
        failures.add(cut());
        failures.add(Optional.of(new FeedPage.BadStatusException(500)));
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 5));

        host.advance(DELAY_MILLIS + 999);
        assertThat(requests.steps()).hasSize(1);
        host.advance(1 + DELAY_MILLIS + 1999);
        assertThat(requests.steps()).hasSize(2);
        host.advance(1 + 2 * DELAY_MILLIS);

        assertThat(outputs)
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
        assertThat(warnings)
                .containsExactly(
                        "u?size=5&page=0: network error; again in 1000 ms",
                        "u?size=5&page=0: the server answered with status 500; again in 2000 ms");
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(2));
    }

    @Test
    void answerThatIsNoPage_isAFailureToo() {
        FeedPage.Source broken = (context, url) -> FeedPage.of(Map.of("items", 5));
        TaskHandle<Integer> task = spawn(new Feed(broken), Map.of("url", "u"), TaskOptions.DEFAULTS);

        host.runReady();

        assertThat(outputs).containsExactly(error("page.items: expected a list, got 5", 0, 1, 1000));
        cancel(task);
    }

    @Test
    void backoff_doublesUpTo30Seconds_andStartsAnewAfterASuccess() {
        for (int i = 0; i < 7; i++) {
            failures.add(cut());
        }
        failures.add(Optional.empty());
        failures.add(cut());
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 5));

        host.advance(200_000);

        assertThat(outputs.stream().filter(Map.class::isInstance))
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
        failures.add(cut());
        failures.add(cut());
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 7));
        host.advance(DELAY_MILLIS);

        send(task, "retry");
        host.advance(DELAY_MILLIS);
        send(task, "retry");
        host.advance(DELAY_MILLIS);

        assertThat(outputs.subList(2, 9)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(1));
    }

    @Test
    void message_beforeTheFailure_isNotAnAnswerToIt() {
        failures.add(cut());
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 7));
        host.runReady();

        send(task, "retry");
        host.advance(DELAY_MILLIS + 999);
        assertThat(requests.steps()).hasSize(1);

        host.advance(1 + DELAY_MILLIS);
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(1));
    }

    @Test
    void closedInbox_leavesTheBackoff() {
        failures.add(cut());
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 7));
        task.closeInput();

        host.advance(DELAY_MILLIS + 999);
        assertThat(requests.steps()).hasSize(1);
        host.advance(1 + DELAY_MILLIS);

        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(1));
    }

    @Test
    void pause_freezesTheBackoff() {
        failures.add(cut());
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 7));
        host.advance(DELAY_MILLIS + 400);

        task.pause();
        host.advance(60_000);
        task.resume();
        host.advance(599);
        assertThat(requests.steps()).hasSize(1);
        host.advance(1);
        assertThat(requests.steps()).hasSize(2);

        cancel(task);
    }

    @Test
    void failureOfTheProgram_isNotTriedAgain() {
        failures.add(Optional.of(new IllegalStateException("a bug")));
        TaskHandle<Integer> task = spawn(Map.of("url", "u"));

        host.advance(DELAY_MILLIS);

        assertThat(task.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(outputs).isEmpty();
    }

    @Test
    void pageSizeZero_isRefused() {
        TaskHandle<Integer> task = spawn(Map.of("url", "u", "pageSize", 0));

        host.runReady();

        assertThat(task.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessage("input.pageSize: expected at least 1, got 0"));
    }

    private TaskHandle<Integer> spawn(Map<String, Object> input) {
        return spawn(input, TaskOptions.DEFAULTS);
    }

    private TaskHandle<Integer> spawn(Map<String, Object> input, TaskOptions options) {
        return spawn(new Feed(this), input, options);
    }

    private TaskHandle<Integer> spawn(Feed feed, Map<String, Object> input, TaskOptions options) {
        return holder.spawn("feed", feed, Data.of(input), options, new TaskListener<>() {
            @Override
            public void output(@Nullable Object output) {
                outputs.add(output);
            }

            @Override
            public void progress(double done) {
                progress.add(done);
            }

            @Override
            public void log(LogLevel level, String text) {
                assertThat(level).isEqualTo(LogLevel.WARN);
                warnings.add(text);
            }
        });
    }

    private static Optional<RuntimeException> cut() {
        return Optional.of(new JsException("TypeError", "network error", "", null));
    }

    private static void send(TaskHandle<?> task, String message) {
        task.send(message, () -> {});
    }

    private void cancel(TaskHandle<?> task) {
        task.cancel(null);
        host.runReady();
    }

    private static Map<String, Object> error(String message, int status, int attempt, int retryInMillis) {
        return Map.of(
                "error",
                Map.of("message", message, "status", status, "attempt", attempt, "retryInMillis", retryInMillis));
    }
}
