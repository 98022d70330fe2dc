package dev.taskholder.demo;

import static dev.taskholder.demo.FeedScene.DELAY_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The task {@code feed} in virtual time: pages, and where they begin and end. */
final class FeedTest {
    private final FeedScene feed = new FeedScene();

    @AfterEach
    void nothingIsLeftBehind() {
        feed.close();
    }

    @Test
    void feed_isReadToItsEnd_itemByItem() {
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 3));

        feed.host.advance(3 * DELAY_MILLIS);

        assertThat(feed.outputs).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(3));
        assertThat(feed.progress).containsExactly(0.0, 1.0, 0.0, 1.0, 0.0, 1.0);
    }

    @Test
    void url_getsPageAndSizeBehindWhatItHas() {
        feed.spawn(Map.of("url", "u?key=a", "maxPages", 1));
        feed.spawn(Map.of("url", "u", "pageSize", 5, "maxPages", 1));

        feed.host.advance(DELAY_MILLIS);

        assertThat(feed.requests.steps()).containsExactly("u?key=a&size=20&page=0", "u?size=5&page=0");
    }

    @Test
    void maxPages_endsIt() {
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 2, "maxPages", 2));

        feed.host.advance(2 * DELAY_MILLIS);

        assertThat(feed.outputs).containsExactly(0, 1, 2, 3);
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(2));
    }

    @Test
    void skip_goesOnInTheMiddleOfAPage() {
        feed.spawn(Map.of("url", "u", "pageSize", 3, "skip", 4));

        feed.host.advance(2 * DELAY_MILLIS);

        assertThat(feed.requests.steps()).containsExactly("u?size=3&page=1", "u?size=3&page=2");
        assertThat(feed.outputs).containsExactly(4, 5, 6);
    }

    @Test
    void skip_beyondTheEnd_putsOutNothing() {
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 3, "skip", 8));

        feed.host.advance(DELAY_MILLIS);

        assertThat(feed.outputs).isEmpty();
        assertThat(task.outcome()).isEqualTo(new Outcome.Succeeded<>(1));
    }

    @Test
    void nextPage_isAskedForOnlyWhenTheQueueHasRoom() {
        TaskHandle<Integer> task =
                feed.spawn(Map.of("url", "u", "pageSize", 3), TaskOptions.DEFAULTS.withOutputCapacity(2));

        feed.host.advance(1000);
        assertThat(feed.outputs).containsExactly(0, 1);
        assertThat(feed.requests.steps()).hasSize(1);

        task.credit(1);
        feed.host.advance(1000);
        assertThat(feed.outputs).containsExactly(0, 1, 2);
        assertThat(feed.requests.steps()).hasSize(2);

        feed.cancel(task);
    }

    @Test
    void pageSizeZero_isRefused() {
        TaskHandle<Integer> task = feed.spawn(Map.of("url", "u", "pageSize", 0));

        feed.host.runReady();

        assertThat(task.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessage("input.pageSize: expected at least 1, got 0"));
    }
}
