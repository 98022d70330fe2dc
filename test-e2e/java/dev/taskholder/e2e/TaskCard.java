package dev.taskholder.e2e;

import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The card of one task on the demo page. */
final class TaskCard {
    private final Browser browser;
    private final int id;

    /** The card of the task with this number. */
    TaskCard(Browser browser, int id) {
        this.browser = browser;
        this.id = id;
    }

    /** Its CSS selector. */
    String selector() {
        return "#tasks [data-task-id=\"" + id + "\"]";
    }

    String state() {
        return field("state");
    }

    /** How many outputs the page has read. */
    int count() {
        return Integer.parseInt(field("count"));
    }

    /** The text of a field, {@code "result"} or {@code "error-code"}. */
    String field(String name) {
        return find("[data-field=\"" + name + "\"]").getText();
    }

    /** The buttons that can be pressed, in their order. */
    List<String> enabledButtons() {
        return card().findElements(By.cssSelector("button[data-action]:not([aria-disabled=true])")).stream()
                .filter(WebElement::isDisplayed)
                .map(button -> String.valueOf(button.getDomAttribute("data-action")))
                .toList();
    }

    /** The children on show, each as its level, name and state. Read at once: they come and go. */
    List<String> children() {
        Object children = browser.run("""
                return [...document.querySelectorAll(`${args[0]} .child`)].map((child) =>
                  [child.ariaLevel, ...[...child.children].map((part) => part.textContent)].join(" "));
                """, selector());
        return ((List<?>) Objects.requireNonNull(children))
                .stream().map(String::valueOf).toList();
    }

    /** Presses the button {@code "pause"}, {@code "resume"}, {@code "cancel"} … */
    void press(String action) {
        find("button[data-action=\"" + action + "\"]").click();
    }

    /** Types a message and sends it by the Enter key. */
    void send(String message) {
        find("[name=message]").sendKeys(message, Keys.ENTER);
    }

    TaskCard waitForState(String state) {
        browser.waitFor("task " + id + " to be " + state, driver -> state().equals(state));
        return this;
    }

    /** Waits until it has put out {@code more} than {@code before}. */
    void waitForOutputs(int before, int more) {
        browser.waitFor(more + " more outputs of task " + id, driver -> count() >= before + more);
    }

    /** Waits until a field has a text that begins with {@code start}. */
    void waitForField(String name, String start) {
        browser.waitFor(
                "the " + name + " of task " + id + " to begin with \"" + start + "\"",
                driver -> field(name).startsWith(start));
    }

    /** Waits until the outputs on show are these, each a line. */
    void waitForOutput(String lines) {
        browser.waitFor(
                "task " + id + " to show \"" + lines + "\"",
                driver -> field("output").equals(lines));
    }

    private WebElement find(String selector) {
        return card().findElement(By.cssSelector(selector));
    }

    private WebElement card() {
        return browser.driver().findElement(By.cssSelector(selector()));
    }
}
