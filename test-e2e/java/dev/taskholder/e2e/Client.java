package dev.taskholder.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The JS client on a blank page of its own, without the demo. A test method that asks for one gets it on a fresh page.
 *
 * <p>Scripts have in scope everything the client exports and everything of {@code test-e2e/pages/support.js}.
 *
 * <pre>{@code
 * assertThat(client.run("return await holder.spawn('sleeper', { millis: args[0] }).result", 10)).isEqualTo(10L);
 * }</pre>
 */
final class Client {
    private static final String IN_SCOPE = """
            const support = await import("/test-e2e/pages/support.js");
            const {
              TaskHolder, Task, TaskCancelledError, TaskTimeoutError, WorkerLostError, StartError, ProtocolError,
              TEST_TASKS, withHolder, expectNothingUncaught, nextTask, until, eventOf, ticksOfAnother, outcomeInWindow, take, story, statesOf, errorOf,
              thrownBy, isSettled, WireSpy, show, doomedWorker, silencesOf,
            } = support;
            """;

    private final Browser browser;

    /** Opens the page. */
    Client(Browser browser) {
        this.browser = browser;
        browser.openBlank();
    }

    /** Runs a script that has an open {@code holder}, closed at the end; fails if it leaves an unhandled rejection. */
    @Nullable Object run(String body, Object... args) {
        return browser.run(IN_SCOPE + "return withHolder(async (holder) => {" + body + "\n});", args);
    }

    /** {@link #run} with the tasks of {@code test-e2e/tasks} instead of the bundled ones. */
    @Nullable Object runTestTasks(String body, Object... args) {
        return browser.run(
                IN_SCOPE + "return withHolder(async (holder) => {" + body + "\n}, { module: TEST_TASKS });", args);
    }

    /** Runs a script that opens its own holders, if any; fails if it leaves an unhandled rejection. */
    @Nullable Object runWithoutHolder(String body, Object... args) {
        return browser.run(
                IN_SCOPE + "const answer = await (async () => {" + body
                        + "\n})(); await expectNothingUncaught(); return answer;",
                args);
    }

    /** {@link #runWithoutHolder} of a script that may take longer than others. */
    @Nullable Object runWithin(Duration limit, String body, Object... args) {
        return browser.within(limit, () -> runWithoutHolder(body, args));
    }

    /** Loads the page anew, in the same tab: what runs in it is cut off. */
    void reload() {
        browser.driver().navigate().refresh();
    }

    /** {@link #run} of a script that returns an array. */
    List<?> list(String body, Object... args) {
        return (List<?>) Objects.requireNonNull(run(body, args));
    }

    /** The lines that the browser's console has got since the last call. */
    List<String> readConsole() {
        return browser.readConsole();
    }
}
