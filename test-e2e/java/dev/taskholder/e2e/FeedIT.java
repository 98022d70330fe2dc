package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The list without an end on the demo page, read as a person would. */
@InBrowser
final class FeedIT {
    /** Longer than any test takes: such a request is under way until it is aborted. */
    private static final int FOR_EVER_MILLIS = 10_000;
    /** How soon after the reader turned away the server must see the connection closed. */
    private static final long MAX_ABORT_MILLIS = 100;

    @Test
    void scrolling_loadsPageAfterPage_eachItemOnceAndInOrder(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 20);

        feed.scrollToItem(70);

        feed.assertInOrder("garden");
        assertThat(feed.finishedPages("garden")).startsWith(0, 1, 2, 3).doesNotHaveDuplicates();
    }

    @Test
    void readerWhoDoesNotScroll_getsNoMoreThanIsNear(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0);
        feed.waitForTask("running");
        feed.waitForEnd("idle");

        int shown = feed.items().size();
        waitForAnswersToOthers(browser, 250);

        assertThat(feed.items()).hasSize(shown);
        assertThat(shown).isBetween(5, 20);
        assertThat(feed.finishedPages("garden").size()).isLessThanOrEqualTo(2);
    }

    @Test
    void finiteFeed_saysThatItIsAtItsEnd(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "soups", 0);

        feed.scrollToItem(47);

        feed.waitForEnd("end");
        assertThat(feed.endText()).isEqualTo("That is all: 47 items.");
        feed.assertInOrder("soups");
    }

    @Test
    void listOutOfView_isPaused_andAsksForNothing(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 800);
        feed.waitForRequest();

        browser.run("scrollTo(0, 0)");
        feed.waitForTask("paused");
        int requests = feed.requests().size();
        int shown = feed.items().size();
        waitForAnswersToOthers(browser, 800); // two, with the delay of this one
        assertThat(feed.requests()).hasSize(requests);
        assertThat(feed.items()).hasSize(shown);

        feed.bringIntoView();
        feed.waitForTask("running");
        feed.scrollToItem(shown + 30);
        feed.assertInOrder("garden");
        assertThat(feed.finishedPages("garden")).doesNotHaveDuplicates();
    }

    @RepeatedTest(5)
    void turningBack_abortsTheRequestOnTheWire_within100Millis(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 20);
        feed.scrollToItem(25);
        feed.setDelay(FOR_EVER_MILLIS);
        feed.bringIntoView();
        FeedDemo.Request running = feed.waitForRequest();
        noteFirst(browser, "scroll");

        feed.scrollUp(600);

        feed.waitForEnd("turned-back");
        long millis = millisUntilAborted(browser, feed, running);
        System.out.println("the server saw the connection closed " + millis + " ms after the reader turned back");
        assertThat(millis).isLessThan(MAX_ABORT_MILLIS);
        assertThat(feed.taskState()).isEqualTo("none");
        feed.waitForCount("aborted", feed.count("aborted"));
    }

    @Test
    void scrollingDownAgain_goesOnAtTheRightItem(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0);
        feed.scrollToItem(5);

        for (int round = 0; round < 3; round++) {
            feed.setDelay(FOR_EVER_MILLIS);
            feed.waitForRequest();
            feed.scrollUp(600);
            feed.waitForEnd("turned-back");
            feed.setDelay(0);
            feed.scrollToItem(feed.items().size() + 15);
        }

        feed.assertInOrder("garden");
        assertThat(feed.count("aborted")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void anotherFeed_abortsTheRequestOfTheFirst_within100Millis(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "soups", FOR_EVER_MILLIS);
        FeedDemo.Request running = feed.waitForRequest();
        noteFirst(browser, "change");

        feed.choose("garden");

        long millis = millisUntilAborted(browser, feed, running);
        System.out.println("the server saw the connection closed " + millis + " ms after another feed was chosen");
        assertThat(millis).isLessThan(MAX_ABORT_MILLIS);
        feed.setDelay(0);
        feed.scrollToItem(45);
        feed.assertInOrder("garden");
    }

    @Test
    void feed_isNotAmongTheCards(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0);
        feed.waitForTask("running");

        assertThat(browser.run("return document.querySelectorAll('#tasks [data-task-id]').length"))
                .isEqualTo(0L);
    }

    @Test
    void keyboard_movesFromItemToItem_andLoadsMore(Browser browser) {
        FeedDemo feed = FeedDemo.open(browser, "garden", 0);
        browser.waitFor("items", driver -> feed.items().size() > 5);
        browser.run("document.querySelector('#feed-list [tabindex=\"0\"]').focus()");

        browser.waitFor("the 30th item to have the focus", driver -> {
            driver.switchTo().activeElement().sendKeys(Keys.PAGE_DOWN);
            return "30".equals(driver.switchTo().activeElement().getDomAttribute("aria-posinset"));
        });
        browser.driver().switchTo().activeElement().sendKeys(Keys.PAGE_UP);

        assertThat(browser.driver().switchTo().activeElement().getDomAttribute("data-item"))
                .isEqualTo("garden-28");
        assertThat(browser.run("return document.querySelectorAll('#feed-list [tabindex=\"0\"]').length"))
                .isEqualTo(1L);
        feed.assertInOrder("garden");
    }

    /** That nothing happens can only be seen beside something that does: answers to others, each after {@code delayMillis}. */
    private static void waitForAnswersToOthers(Browser browser, int delayMillis) {
        browser.run("""
                for (let page = 0; page < 2; page++) {
                  const { ok } = await fetch(`/feed/soups?page=${page}&size=1&delay=${args[0]}&key=another-reader`);
                  if (!ok) throw new Error("no answer");
                }
                """, delayMillis);
    }

    /** Writes down when the next event of this type happens, before the page itself hears of it. */
    private static void noteFirst(Browser browser, String type) {
        browser.run(
                "addEventListener(args[0], () => { window.turnedAt = Date.now(); }, { capture: true, once: true })",
                type);
    }

    /** How long after the noted event the request ended, as the server saw it. */
    private static long millisUntilAborted(Browser browser, FeedDemo feed, FeedDemo.Request running) {
        long abortedAt = feed.waitUntilAborted(running);
        return abortedAt - (Long) Objects.requireNonNull(browser.run("return window.turnedAt"));
    }
}
