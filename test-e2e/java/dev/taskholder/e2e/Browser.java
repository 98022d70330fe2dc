package dev.taskholder.e2e;

import dev.taskholder.server.DemoServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser and the server whose pages it shows. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String BLANK = "test-e2e/pages/blank.html";
    private static final String ASYNC_SCRIPT = """
            const done = arguments[arguments.length - 1];
            %s([...arguments].slice(0, -1))
              .then((value) => JSON.stringify(value === undefined ? null : value))
              .then(
                (json) => done({ json }),
                (error) => done({
                  name: String(error?.name ?? typeof error),
                  code: error?.code === undefined ? null : String(error.code),
                  message: String(error?.message ?? error),
                  stack: String(error?.stack ?? ""),
                }),
              );
            """;

    private final BrowserKind kind;
    private final DemoServer server;
    private final RemoteWebDriver driver;

    /** Starts a browser of this kind; {@link #close} ends it and the server. */
    Browser(BrowserKind kind, DemoServer server) {
        this.kind = kind;
        this.server = server;
        this.driver = BrowserSource.start(kind);
        driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
    }

    /** Selenium's own view of the browser, to find, click and type. */
    RemoteWebDriver driver() {
        return driver;
    }

    /** The address of the repository root, with a slash at its end. */
    String url() {
        return server.url();
    }

    /** Loads a page of the repository, such as {@code test-e2e/pages/blank.html}; {@code ""} is the demo. */
    void open(String path) {
        driver.get(server.url() + path);
    }

    /** Loads a page with nothing on it. */
    void openBlank() {
        open(BLANK);
    }

    /** Lets the tab forget what the demo had running in it, so that the next test begins without. */
    void forgetTasks() {
        String current = driver.getCurrentUrl();
        if (current != null && current.startsWith(url()) && !current.endsWith(BLANK)) {
            openBlank();
            run("sessionStorage.clear()");
        }
    }

    /**
     * Runs the body of an async JS function in the page and returns what it returns, by way of JSON: null, Boolean, Long, Double,
     * String, List or Map. {@code args} are seen as the array {@code args}.
     *
     * <pre>{@code
     * browser.run("const { TaskHolder } = await import('/web/index.js'); return typeof TaskHolder"); // "function"
     * browser.run("return args[0] + 1", 2);                                                        // 3L
     * }</pre>
     *
     * @throws ScriptError if it throws or rejects, or returns what JSON cannot express
     * @throws org.openqa.selenium.ScriptTimeoutException if it has not settled after 30 seconds
     */
    @Nullable Object run(String body, Object... args) {
        String function = kind.inPage("(async (args) => {" + body + "\n})");
        Object answer = ((JavascriptExecutor) driver).executeAsyncScript(ASYNC_SCRIPT.formatted(function), args);
        if (!(answer instanceof Map<?, ?> fields)) {
            throw new IllegalStateException("the page was left while the script ran");
        }
        if (fields.get("json") instanceof String json) {
            return new Json().toType(json, Object.class);
        }
        throw new ScriptError(
                String.valueOf(fields.get("name")),
                (String) fields.get("code"),
                String.valueOf(fields.get("message")),
                String.valueOf(fields.get("stack")));
    }

    /** Lets the scripts that {@code use} runs take longer than 30 seconds. */
    @Nullable Object within(Duration limit, Supplier<@Nullable Object> use) {
        driver.manage().timeouts().scriptTimeout(limit);
        try {
            return use.get();
        } finally {
            driver.manage().timeouts().scriptTimeout(PATIENCE);
        }
    }

    /**
     * Asks {@code condition} again and again until it answers neither null nor false, and returns the answer. An element that is
     * not there yet counts as "no".
     *
     * @param what said when 30 seconds have passed: {@code "the ticker to be paused"}
     */
    <T> T waitFor(String what, Function<WebDriver, T> condition) {
        return waitFor(what, PATIENCE, condition);
    }

    /** {@link #waitFor(String, Function)} with another limit. */
    <T> T waitFor(String what, Duration patience, Function<WebDriver, T> condition) {
        return new WebDriverWait(driver, patience, POLL)
                .withMessage(() -> "waited for " + what)
                .until(condition);
    }

    /** Returns the lines that the console has got since the last call: logs, and errors that nobody caught. */
    List<String> readConsole() {
        return kind.readConsole(driver);
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } finally {
            server.close();
        }
    }
}
