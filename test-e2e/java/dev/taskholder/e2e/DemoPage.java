package dev.taskholder.e2e;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The demo page in the words of a person who uses it. What it relies on is listed at the top of {@code web/demo/main.js}. */
final class DemoPage {
    private static final By STATUS_READY = By.cssSelector("#worker-status[data-status=ready]");
    private static final By STATUS_FAILED = By.cssSelector("#worker-status[data-status=failed]");

    private final Browser browser;

    private DemoPage(Browser browser) {
        this.browser = browser;
    }

    /** Opens the demo and waits until tasks can be started. */
    static DemoPage open(Browser browser) {
        browser.open("");
        browser.waitFor("the worker to be ready", driver -> driver.findElement(STATUS_READY));
        return new DemoPage(browser);
    }

    /** The demo that is open already. */
    static DemoPage on(Browser browser) {
        return new DemoPage(browser);
    }

    /** Opens the demo with a module that does not start, and waits until it says so. */
    static DemoPage openWithModule(Browser browser, String module) {
        browser.open("?module=" + module);
        browser.waitFor("the worker to fail", driver -> driver.findElement(STATUS_FAILED));
        return new DemoPage(browser);
    }

    /**
     * Fills in the form and starts a task, which takes the whole form as it is but for what is given here.
     *
     * @param inputs what to type into the fields of the task: {@code "periodMillis=100"}
     * @return its card
     */
    TaskCard start(String task, String... inputs) {
        return startMany(1, task, inputs).get(0);
    }

    /** {@link #start} of several at once; the oldest first. */
    List<TaskCard> startMany(int howMany, String task, String... inputs) {
        int before = cards().size();
        new Select(find("#start-form [name=task]")).selectByValue(task);
        for (String input : inputs) {
            String[] nameAndValue = input.split("=", 2);
            type("#task-inputs [name=" + nameAndValue[0] + "]", nameAndValue[1]);
        }
        type("#start-form [name=times]", String.valueOf(howMany));
        find("#start").click();
        return browser.waitFor("the cards of " + howMany + " more tasks", driver -> {
            List<TaskCard> cards = cards();
            return cards.size() == before + howMany ? cards.subList(before, cards.size()) : null;
        });
    }

    /** Ticks or unticks {@code "paused"}, {@code "restartable"} or {@code "isolated"} in the form that starts tasks. */
    void toggle(String option) {
        find("#start-form [name=" + option + "]").click();
    }

    /** The cards, of the oldest task first. */
    List<TaskCard> cards() {
        return browser.driver().findElements(By.cssSelector("#tasks [data-task-id]")).stream()
                .map(card -> Integer.parseInt(String.valueOf(card.getDomAttribute("data-task-id"))))
                .sorted()
                .map(id -> new TaskCard(browser, id))
                .toList();
    }

    /** Presses a button of the toolbar: {@code "pause-all"}. */
    void press(String id) {
        find("#" + id).click();
    }

    /** Whether a button with this id can be pressed. */
    boolean isEnabled(String id) {
        return !"true".equals(find("#" + id).getDomAttribute("aria-disabled"));
    }

    /** Waits until an element has a text that contains {@code text}. */
    void waitForText(String selector, String text) {
        browser.waitFor(
                "\"" + text + "\" in " + selector,
                driver -> find(selector).getText().contains(text));
    }

    /** The same for the text that a screen reader is given to say, which nobody sees. */
    void waitForAnnouncement(String text) {
        browser.waitFor("\"" + text + "\" to be announced", driver -> {
            String said = find("#live").getDomProperty("textContent");
            return said != null && said.contains(text);
        });
    }

    /** The text of an element. */
    String text(String selector) {
        return find(selector).getText();
    }

    /** Presses Tab until the focus is on what {@code selector} names. */
    WebElement tabTo(String selector) {
        for (int presses = 0; presses < 100; presses++) {
            typeKeys(Keys.TAB);
            if (find(":focus").equals(findOrNull(selector))) {
                return find(":focus");
            }
        }
        throw new AssertionError("a hundred times Tab did not reach " + selector);
    }

    /** Types on the keyboard, wherever the focus is. */
    void typeKeys(CharSequence... keys) {
        browser.driver().switchTo().activeElement().sendKeys(keys);
    }

    private void type(String selector, String text) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(text);
    }

    private WebElement find(String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }

    private @Nullable WebElement findOrNull(String selector) {
        return browser.driver().findElements(By.cssSelector(selector)).stream()
                .findFirst()
                .orElse(null);
    }
}
