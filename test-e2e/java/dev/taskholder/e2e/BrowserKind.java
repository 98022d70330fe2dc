package dev.taskholder.e2e;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.remote.RemoteWebDriver;

/** What the tests need to know of a make of browser. */
interface BrowserKind {
    /** The kind asked for by {@code -Dbrowser=chromium}, the default, or {@code -Dbrowser=firefox}. */
    static BrowserKind chosen() {
        String name = System.getProperty("browser", "chromium");
        return switch (name) {
            case "chromium" -> new Chromium();
            case "firefox" -> new Firefox();
            default ->
                throw new IllegalArgumentException("-Dbrowser: expected chromium or firefox, got \"" + name + "\"");
        };
    }

    /** The commands it may be installed as, the likeliest first. */
    List<String> browserNames();

    /** The command of the program that drives it. */
    String driverName();

    /** Whether these two programs are of versions that work together. */
    boolean fits(Path browser, Path driver);

    /** Starts the browser, without a window. Null leaves it to Selenium Manager to find or download that program. */
    RemoteWebDriver start(@Nullable Path browser, @Nullable Path driver);

    /** Whether {@code test-e2e/install-browser.sh} installs it. */
    boolean isInstalledByScript();

    /** What a person has to install. */
    String neededPrograms();

    /** A JS expression with the value of {@code expression}, made among the globals of the page itself. */
    String inPage(String expression);

    /** Reads the lines that the console of {@code driver} has got since the last call. */
    List<String> readConsole(RemoteWebDriver driver);
}
