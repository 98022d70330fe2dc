package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The feed of the demo page among other things: its form, its size and place, the other tasks, the log of the server. */
@InBrowser
final class FeedSurroundingsIT {
    /** Longer than any test takes: such a request is under way until it is aborted. */
    private static final int FOR_EVER_MILLIS = 10_000;

    @Test
    void anotherFeedWhileTheDelayIsWrong_isReadFromItsBeginning(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "harbour", 0);
        browser.waitFor("items", driver -> feed.items().size() > 5);

        feed.clearDelay();
        feed.choose("garden");
        feed.setDelay(0);

        feed.scrollToItem(25);
        feed.assertInOrder("garden");
    }

    @Test
    void scrollingWhileTheDelayIsWrong_readsOnWhatIsShown(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "harbour", 0);
        browser.waitFor("items", driver -> feed.items().size() > 5);

        feed.clearDelay();
        feed.choose("garden");

        feed.scrollToItem(45);
        feed.assertInOrder("harbour");
    }

    @Test
    void biggerBox_isFilled_withoutScrolling(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0);
        feed.waitForTask("running");
        browser.waitFor("items", driver -> feed.items().size() > 5);
        feed.waitForEnd("idle");

        browser.run("document.querySelector('#feed-box').style.height = '3000px'");

        browser.waitFor("a box full of items", driver -> feed.items().size() > 35);
        feed.assertInOrder("garden");
    }

    @Test
    void biggerBox_afterTurningBack_isFilled_asThereIsNothingToScrollTo(Browser browser) {
        FeedDemo feed = openTurnedBack(browser);

        browser.run("document.querySelector('#feed-box').style.height = '6000px'");

        feed.waitForEnd("loading");
    }

    @Test
    void comingIntoViewAgain_isNoScrollingDown(Browser browser) {
        FeedDemo feed = openTurnedBack(browser);
        browser.run("scrollTo(0, 0)");
        int requests = feed.requests().size();

        feed.bringIntoView();
        browser.run("""
                // The section's own observer of the box, which is older, hears of it first.
                await new Promise((seen) => {
                  new IntersectionObserver((entries) => entries.at(-1).isIntersecting && seen())
                    .observe(document.querySelector("#feed-box"));
                });
                """);
        assertThat(feed.endState()).isEqualTo("turned-back");
        assertThat(feed.requests()).hasSize(requests);

        feed.scrollDown();
        feed.waitForEnd("loading");
    }

    @Test
    void pauseAll_isForTheTasksWithACard(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0);
        DemoPage demo = DemoPage.on(browser);
        TaskCard ticker = demo.start("ticker", "periodMillis=200").waitForState("running");

        demo.press("pause-all");
        ticker.waitForState("paused");
        demo.press("cancel-all");
        ticker.waitForState("cancelled");

        feed.bringIntoView();
        feed.waitForTask("running");
        feed.scrollToItem(45);
    }

    @Test
    void countsOfRequests_neverGoBack(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "soups", 0);
        feed.scrollToItem(5);
        browser.run("""
                const real = window.fetch;
                window.held = new Promise((isHeld) => {
                  window.fetch = async (...request) => {
                    if (!String(request[0]).includes("feed-log")) return real(...request);
                    window.fetch = real;
                    const answer = await real(...request);
                    isHeld(true);
                    await new Promise((resolve) => { window.letGo = resolve; });
                    return answer;
                  };
                });
                window.counts = [];
                const count = document.querySelector('#feed [data-field="started"]');
                new MutationObserver(() => window.counts.push(Number(count.textContent)))
                  .observe(count, { childList: true, characterData: true, subtree: true });
                """);
        feed.choose("garden");
        browser.run("await window.held");

        feed.scrollToItem(65); // which takes pages that the answer held back cannot know of
        feed.waitForCount("started", feed.requests().size());
        browser.run("window.letGo()");
        feed.scrollToItem(105);
        feed.waitForCount("started", feed.requests().size());

        assertThat(browser.run("return window.counts.every((count, i, all) => i === 0 || all[i - 1] <= count)"))
                .isEqualTo(true);
    }

    /** A feed whose reader is near its end, and turned back from a request that was under way. */
    private static FeedDemo openTurnedBack(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 20);
        feed.scrollToItem(25);
        feed.setDelay(FOR_EVER_MILLIS);
        feed.bringIntoView();
        feed.waitForRequest();
        feed.scrollUp(90);
        feed.waitForEnd("turned-back");
        return feed;
    }
}
