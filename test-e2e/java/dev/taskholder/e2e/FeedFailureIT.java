package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed of the demo page when a page of it cannot be had. */
@InBrowser
final class FeedFailureIT {
    @ParameterizedTest
    @ValueSource(strings = {"500", "cut", "json"})
    void failure_isARowThatCanBeRetried_nothingTwiceOrLost(String failure, Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0, failure);

        browser.waitFor("a Retry button", driver -> feed.pressRetry()); // each page fails twice
        assertThat(browser.run("return document.activeElement.closest('#feed-end') !== null"))
                .isEqualTo(true);
        feed.scrollToItem(10); // the second time by itself, after a while
        String row = browser.waitFor("the second page to fail", driver -> {
            feed.scrollDown();
            String text = feed.endText();
            return text.startsWith("Page not loaded") ? text : null;
        });
        assertThat(row).endsWith("Retry");
        feed.scrollToItem(41);

        feed.assertInOrder("garden");
        assertThat(feed.count("failed")).isGreaterThanOrEqualTo(4);
        assertThat(feed.finishedPages("garden")).startsWith(0, 1).doesNotHaveDuplicates();
    }

    @Test
    void retry_doesNotWaitForTheBackoff(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0, "500");

        browser.waitFor("all to be well again", driver -> {
            feed.pressRetry();
            return !feed.items().isEmpty();
        });

        List<FeedDemo.Request> ofFirstPage = feed.requests().stream()
                .filter(it -> it.feed().equals("garden") && it.page() == 0)
                .toList();
        assertThat(ofFirstPage.stream().map(FeedDemo.Request::outcome)).containsExactly("failed", "failed", "finished");
        long second = ofFirstPage.get(1).endedAt();
        long third = ofFirstPage.get(2).startedAt();
        assertThat(third - second).isLessThan(2000); // the backoff after the second failure
    }

    @Test
    void serverWithoutFeeds_isSaidInOneSentence(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0);
        browser.run("document.querySelector('#feed-form [value=soups]').value = 'nothing'");

        feed.choose("nothing");

        feed.waitForEnd("no-server");
        assertThat(feed.endText()).contains("needs the demo server").endsWith("Retry");
    }

    @Test
    void turningBackAfterAFailure_abortsNothing_andLeavesRetry(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0);
        feed.scrollToItem(25);
        feed.setError("500");
        feed.scrollToEnd("error");
        browser.run("""
                window.states = [];
                const end = document.querySelector("#feed-end");
                new MutationObserver(() => window.states.push(end.dataset.state)).observe(end, { attributes: true });
                """);

        feed.scrollUp(90);
        browser.waitFor("the next attempt", driver -> feed.count("failed") > 1);

        assertThat(browser.run("return window.states.includes('turned-back')")).isEqualTo(false);
        feed.scrollToItem(45);
        feed.assertInOrder("garden");
    }

    @Test
    void refusedPage_endsTheTask_andSaysWhy(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0);
        browser.run("document.querySelector('#feed-form [value=\"500\"]').value = 'maybe'");

        feed.setError("maybe"); // to which the server says 400
        feed.scrollToEnd("error");
        assertThat(feed.endText()).isEqualTo("Page not loaded: the server answered with status 400.\nRetry");
        feed.waitForTask("none");

        browser.run("document.querySelector('#feed-form [value=maybe]').value = ''");
        feed.setError("");
        feed.scrollToItem(45);
        feed.assertInOrder("garden");
    }

    @Test
    void delay_isAWholeNumber_asTheServerWantsIt(Browser browser) {
        FeedDemo.open(browser, "garden", 0);

        assertThat(browser.run("""
                const delay = document.querySelector("#feed-form [name=delay]");
                delay.value = "100.5";
                return delay.checkValidity();
                """)).isEqualTo(false);
    }
}
