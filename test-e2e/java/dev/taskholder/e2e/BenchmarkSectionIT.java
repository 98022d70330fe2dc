package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The benchmark on the demo page. */
@InBrowser
final class BenchmarkSectionIT {
    @Test
    void demo_untilSomebodyAsks_loadsNothingOfTheBenchmark(Browser browser) {
        DemoPage.open(browser);

        assertThat(loadedOfTheBenchmark(browser)).isEmpty();
    }

    @Test
    void button_opensTheBenchmark_whichRunsAndStops(Browser browser) {
        DemoPage.open(browser);
        press(browser, "open-bench");

        browser.waitFor("the benchmark to be there", driver -> state(browser).equals("idle"));
        press(browser, "run");
        browser.waitFor("the first group", driver -> !tables(browser).isEmpty());
        press(browser, "stop");
        browser.waitFor("the end", driver -> state(browser).equals("stopped"));

        assertThat(loadedOfTheBenchmark(browser)).isNotEmpty();
        assertThat(tables(browser).get(0).getText()).contains("setTimeout(0)", "checkpoint, alone");
        assertThat(button(browser, "open-bench").isDisplayed()).isFalse();
    }

    /** Without scrolling to it and clicking, so that nothing may lie over it. */
    private static void press(Browser browser, String action) {
        browser.run("document.querySelector(`#bench [data-action=${args[0]}]`).click()", action);
    }

    private static WebElement button(Browser browser, String action) {
        return browser.driver().findElement(By.cssSelector("#bench [data-action=" + action + "]"));
    }

    private static List<WebElement> tables(Browser browser) {
        return browser.driver().findElements(By.cssSelector("#bench table"));
    }

    private static String state(Browser browser) {
        return String.valueOf(browser.run("return document.querySelector('#bench [data-field=body]').dataset.state"));
    }

    private static List<?> loadedOfTheBenchmark(Browser browser) {
        return (List<?>) Objects.requireNonNull(browser.run("""
                return performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/bench/"));
                """));
    }
}
