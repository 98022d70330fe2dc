package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a worker has to say reaches the browser's console and the page. */
@InBrowser
final class LogIT {
    private static final String LOG_LINES = """
            const logged = [];
            holder.addEventListener("log", ({ detail: { task, name, level, text } }) =>
              logged.push(`${level} ${name}#${task}: ${text}`));
            """;

    @Test
    void failureNobodyCaught_isLoggedToThePage(Client client) {
        List<?> logged = client.list(LOG_LINES + """
                await errorOf(holder.spawn("thrower", { message: "boom" }).result);
                return logged.filter((line) => line.startsWith("error"));
                """);

        assertThat(logged).hasSize(1);
        assertThat(String.valueOf(logged.get(0)))
                .startsWith("error thrower#1: thrower failed: java.lang.IllegalStateException: boom")
                .contains("caused by java.io.IOException: the cause of it");
    }

    @Test
    void contextLog_reachesThePageAndTheConsole(Browser browser, Client client) {
        Object logged = client.run(LOG_LINES + """
                const task = holder.spawn("cleaner", { cleanupMillis: 5 });
                await until(() => task.buffered === 1);
                await task.cancel();
                return logged;
                """);

        assertThat(logged).isEqualTo(List.of("info cleaner#1: cleaning up for 5 ms"));
        waitForConsole(browser, "cleaning up for 5 ms");
    }

    @Test
    void systemOut_reachesThePageAndTheConsole(Browser browser, Client client) {
        Object printed = client.run(LOG_LINES + """
                await errorOf(holder.spawn("thrower", { message: "żółć 😀 中" }).result);
                return logged.filter((line) => line.includes("about to throw"));
                """);

        assertThat(printed).isEqualTo(List.of("info null#null: about to throw: żółć 😀 中"));
        waitForConsole(browser, "about to throw: żółć 😀 中");
    }

    @Test
    void failureNobodyCaught_isLoggedToTheConsole(Browser browser, Client client) {
        client.run("await errorOf(holder.spawn('thrower', { message: 'heard in the console' }).result)");

        waitForConsole(browser, "thrower failed: java.lang.IllegalStateException: heard in the console");
    }

    @Test
    void cancelledTask_isNotLogged(Client client) {
        Object logged = client.run(LOG_LINES + """
                const task = holder.spawn("ticker", { periodMillis: 5 });
                await until(() => task.buffered === 1);
                await task.cancel();
                await ticksOfAnother(holder, 1, 5);
                return logged;
                """);

        assertThat(logged).isEqualTo(List.of());
        assertThat(client.readConsole()).isEmpty();
    }

    @Test
    void failedStart_isLoggedToTheConsole(Browser browser, Client client) {
        client.runWithoutHolder("await errorOf(TaskHolder.open({ module: '/test-e2e/pages/garbage.wasm' }))");

        waitForConsole(browser, "CompileError|wasm validation error");
    }

    /** Lines reach the console's log one by one: reads until one of them matches. */
    private static void waitForConsole(Browser browser, String regex) {
        Pattern expected = Pattern.compile(regex);
        browser.waitFor(
                "the console to say " + regex,
                driver -> browser.readConsole().stream()
                        .anyMatch(line -> expected.matcher(line).find()));
    }
}
