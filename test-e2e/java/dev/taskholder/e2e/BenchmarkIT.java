package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.json.Json;

/**
 * Runs the benchmark page, prints its table and writes it to {@code target/bench}: in its short form, or with {@code -Pbench} in full.
 * Asserts that everything is measured, not what: times belong to the machine.
 */
@InBrowser
final class BenchmarkIT {
    private static final String FORM = System.getProperty("bench.form", "short");
    private static final boolean IS_FULL = FORM.equals("full");
    private static final Duration PATIENCE = Duration.ofMinutes(IS_FULL ? 30 : 3);
    private static final String BROWSER = System.getProperty("browser", "chromium");
    private static final Path RESULTS = Path.of("target", "bench");
    private static final boolean HAS_PEERS = Files.isDirectory(Path.of("bench", "node_modules"));

    /** Why a row may be empty: what a browser does not have, and what is left for the full form. */
    private static final List<String> EXCUSES =
            List.of("this browser has none", "this browser does not tell", "only in the full form");

    /** Samples of a row that is measured once a round, and of one that is measured several times. */
    private static final Map<String, Double> SAMPLES =
            Map.of("yields", IS_FULL ? 7.0 : 1, "idle", IS_FULL ? 7.0 : 1, "pauses", IS_FULL ? 7.0 * 16 : 4);

    @Test
    void benchmark_ofEverything_measuresEveryRow(Browser browser) throws IOException {
        browser.open("bench/index.html?run&form=" + FORM);

        browser.waitFor(
                "the benchmark to end",
                PATIENCE,
                driver -> "done".equals(browser.run("return benchmark.dataset.state")));
        String text = field(browser, "text");
        String json = field(browser, "json");

        System.out.println(text);
        Files.createDirectories(RESULTS);
        Files.writeString(RESULTS.resolve(BROWSER + ".txt"), text + "\n");
        Files.writeString(RESULTS.resolve(BROWSER + ".json"), json + "\n");
        Map<?, ?> result = new Json().toType(json, Json.MAP_TYPE);
        assertThat(groups(result)).extracting("name").isEqualTo(groupsOfThePage(browser));
        assertThat(rows(result)).isNotEmpty().allSatisfy(BenchmarkIT::assertMeasured);
        assertThat(rows(result))
                .extracting(row -> String.valueOf(row.get("what")))
                .contains(
                        "setTimeout(0), the article's way",
                        "Thread.sleep(0) of TeaVM",
                        "scheduler.yield()",
                        "checkpoint, another fiber ready",
                        "hand-over, capacity 0",
                        "sieve, JavaScript",
                        "fib, compiled checkpoints",
                        "all loops: compiled checkpoints to none",
                        "a compiled loop, shared memory",
                        "a compiled loop beside 100 busy tasks, messages alone",
                        "workerpool, a loop: until the next task has run",
                        "Comlink + AbortController, a yielding function",
                        "Taskholder, warm",
                        "size of everything loaded",
                        "wake one child of 1,000",
                        "memory in the worker, one task spawned by the page of 1,000",
                        "1,000 paused tasks");
        assertThat(rows(result))
                .filteredOn(row -> "idle".equals(row.get("group")) && !isEmpty((List<?>) row.get("bounds")))
                .extracting(row -> ((Number) Objects.requireNonNull(row.get("highest"))).doubleValue())
                .containsExactly(0.0, 0.0);
    }

    /** A row has figures that can be, or a note that says why it has none. */
    private static void assertMeasured(Map<?, ?> row) {
        String note = String.valueOf(row.get("note"));
        if (number(row, "samples") == 0) {
            assertThat(excuses()).as("the excuse of %s", row).anyMatch(note::contains);
            return;
        }
        double samples = number(row, "samples");
        assertThat(samples)
                .as("samples of %s", row)
                .isEqualTo(SAMPLES.getOrDefault(String.valueOf(row.get("group")), samples));
        assertThat(number(row, "median"))
                .as("median of %s", row)
                .isBetween(number(row, "lowest"), number(row, "highest"));
        if (!List.of("idle", "tasks").contains(String.valueOf(row.get("group")))) { // where nothing is possible
            assertThat(number(row, "lowest")).as("lowest of %s", row).isPositive();
        }
    }

    private static List<String> excuses() {
        return Stream.concat(EXCUSES.stream(), Stream.of("not installed").filter(excuse -> !HAS_PEERS))
                .toList();
    }

    private static boolean isEmpty(@Nullable List<?> list) {
        return list == null || list.isEmpty();
    }

    private static double number(Map<?, ?> row, String name) {
        return ((Number) Objects.requireNonNull(row.get(name), name)).doubleValue();
    }

    @SuppressWarnings("unchecked") // JSON
    private static List<Map<?, ?>> groups(Map<?, ?> result) {
        return (List<Map<?, ?>>) Objects.requireNonNull(result.get("groups"));
    }

    @SuppressWarnings("unchecked") // JSON
    private static List<Map<?, ?>> rows(Map<?, ?> result) {
        return groups(result).stream()
                .flatMap(group -> ((List<Map<?, ?>>) Objects.requireNonNull(group.get("rows"))).stream())
                .toList();
    }

    private static Object groupsOfThePage(Browser browser) {
        return Objects.requireNonNull(browser.run("""
                const { GROUPS } = await import("/bench/groups.js");
                return GROUPS.map(({ name }) => name);
                """));
    }

    private static String field(Browser browser, String name) {
        return String.valueOf(
                browser.run("return benchmark.querySelector(`[data-field=${args[0]}]`).textContent", name));
    }
}
