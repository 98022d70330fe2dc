package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Runs the benchmark page and prints its table. Asserts that it measures, not what: times belong to the machine. */
@InBrowser
final class BenchmarkIT {
    @Test
    void benchmark_ofSwitching_fillsItsTable(Browser browser) {
        browser.open("bench/index.html?run");

        browser.waitFor(
                "the benchmark to end",
                driver -> Boolean.TRUE.equals(browser.run("return !document.getElementById('results').hidden")));
        Object table = browser.run("return document.getElementById('results').innerText");

        System.out.println("Benchmark of switching, all in one worker:\n" + table);
        assertThat(String.valueOf(table))
                .contains(
                        "checkpoints for one setTimeout(0)",
                        "yields by checkpoint",
                        "until in effect",
                        "channel hand-over, capacity 0");
    }
}
