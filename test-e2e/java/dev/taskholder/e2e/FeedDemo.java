package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.WheelInput.ScrollOrigin;
import org.openqa.selenium.support.ui.Select;

/** The feed of the demo page in the words of its reader. What it relies on is listed at the top of {@code feed-section.js}. */
final class FeedDemo {
    /** Farther than any list here is long. */
    private static final int FAR = 20_000;

    /** A request as the server saw it; moments in milliseconds since 1970, {@code endedAt} 0 while it runs. */
    record Request(String feed, int page, String outcome, long startedAt, long endedAt) {
        boolean is(String other) {
            return outcome.equals(other);
        }
    }

    private final Browser browser;

    private FeedDemo(Browser browser) {
        this.browser = browser;
    }

    /** Opens the demo, sets the delay of the server and the error, brings the list into view, and then chooses a feed. */
    static FeedDemo open(Browser browser, String name, int delayMillis, String fail) {
        DemoPage.open(browser);
        FeedDemo feed = new FeedDemo(browser);
        feed.setDelay(delayMillis);
        feed.setError(fail);
        feed.bringIntoView();
        feed.choose(name);
        return feed;
    }

    static FeedDemo open(Browser browser, String name, int delayMillis) {
        return open(browser, name, delayMillis, "");
    }

    void bringIntoView() {
        browser.run("args[0].scrollIntoView({ block: 'nearest' })", find("#feed-box"));
    }

    void choose(String feed) {
        new Select(find("#feed-form [name=feed]")).selectByValue(feed);
    }

    /** Switches an error on: {@code "500"}, {@code "cut"}, {@code "json"}, or off: {@code ""}. */
    void setError(String fail) {
        new Select(find("#feed-form [name=fail]")).selectByValue(fail);
    }

    void setDelay(int millis) {
        WebElement field = find("#feed-form [name=delay]");
        field.clear();
        field.sendKeys(String.valueOf(millis), Keys.TAB);
    }

    /** Empties the field of the delay, which is not valid. */
    void clearDelay() {
        find("#feed-form [name=delay]").clear();
    }

    /** Turns the wheel as far down as the list goes. */
    void scrollDown() {
        scroll(FAR);
    }

    /** Turns the wheel upwards. */
    void scrollUp(int pixels) {
        scroll(-pixels);
    }

    /** Scrolls down, again and again, until there are so many items. */
    void scrollToItem(int count) {
        browser.waitFor(count + " items", driver -> {
            scrollDown();
            return items().size() >= count;
        });
    }

    /** Scrolls down, again and again, until the row below the list is in this state. */
    void scrollToEnd(String state) {
        browser.waitFor("the feed's last row to be " + state, driver -> {
            scrollDown();
            return endState().equals(state);
        });
    }

    /** Checks that the list has the items of this feed from the first on, each once. */
    void assertInOrder(String feed) {
        List<?> items = items();
        assertThat(items)
                .isEqualTo(IntStream.range(0, items.size())
                        .mapToObj(i -> feed + "-" + i)
                        .toList());
    }

    /** The items in the list, by their ids. */
    List<?> items() {
        return (List<?>) Objects.requireNonNull(browser.run(
                "return [...document.querySelectorAll('#feed-list [data-item]')].map((it) => it.dataset.item)"));
    }

    boolean isBusy() {
        return "true".equals(find("#feed-list").getDomAttribute("aria-busy"));
    }

    /** The task's state, {@code "none"} without one. */
    String taskState() {
        return find("#feed [data-field=state]").getText();
    }

    /** What the row below the list is about: {@code "loading"}, {@code "error"} … */
    String endState() {
        return String.valueOf(find("#feed-end").getDomAttribute("data-state"));
    }

    String endText() {
        return find("#feed-end").getText();
    }

    FeedDemo waitForEnd(String state) {
        browser.waitFor(
                "the feed's last row to be " + state, driver -> endState().equals(state));
        return this;
    }

    void waitForTask(String state) {
        browser.waitFor("the feed's task to be " + state, driver -> taskState().equals(state));
    }

    /** Presses Retry, if it is there: by and by the task tries again by itself. Tells whether it was. */
    boolean pressRetry() {
        try {
            find("#feed-end [data-action=retry]").click();
            return true;
        } catch (ElementNotInteractableException hidden) {
            return false;
        }
    }

    /** Waits until the page shows a count of requests, as the server saw them. */
    void waitForCount(String field, int count) {
        browser.waitFor(
                count + " requests " + field,
                driver -> find("#feed [data-field=" + field + "]").getText().equals(String.valueOf(count)));
    }

    /** Scrolls down until a page is being loaded, and returns the request for it. */
    Request waitForRequest() {
        return browser.waitFor("a request under way", driver -> {
            scrollDown();
            Stream<Request> running = isBusy() ? requests().stream().filter(it -> it.is("running")) : Stream.empty();
            return running.findFirst().orElse(null);
        });
    }

    /** Waits until the server has seen the connection of this request closed, and returns when that was. */
    long waitUntilAborted(Request running) {
        return browser.waitFor(
                "the request to be aborted",
                driver -> requests().stream()
                        .filter(it -> it.startedAt == running.startedAt && it.page == running.page && it.is("aborted"))
                        .findFirst()
                        .map(Request::endedAt)
                        .orElse(null));
    }

    /** How many requests the server saw that are {@code "running"}, {@code "finished"}, {@code "failed"} or {@code "aborted"}. */
    int count(String outcome) {
        return (int) requests().stream().filter(it -> it.is(outcome)).count();
    }

    /** The requests that the server saw, the latest last. */
    List<Request> requests() {
        String json = String.valueOf(browser.run("""
                const { key } = document.querySelector("#feed").dataset;
                return await (await fetch(`/feed-log?key=${key}`)).text();
                """));
        return new Gson().fromJson(json, Log.class).requests;
    }

    /** The pages of this feed that came, in order. */
    List<Integer> finishedPages(String feed) {
        return requests().stream()
                .filter(it -> it.feed().equals(feed) && it.is("finished"))
                .map(Request::page)
                .toList();
    }

    private static final class Log {
        List<Request> requests = List.of();
    }

    private void scroll(int pixels) {
        // The wheel turns where it is seen.
        browser.run("document.querySelector('#feed-box').scrollIntoView({ block: 'nearest' })");
        new Actions(browser.driver())
                .scrollFromOrigin(ScrollOrigin.fromElement(find("#feed-box")), 0, pixels)
                .perform();
    }

    private WebElement find(String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }
}
