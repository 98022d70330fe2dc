package dev.taskholder.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Chromium, or Google Chrome. */
final class Chromium implements BrowserKind {
    /** Selenium warns when the browser is newer than its DevTools classes, which nothing here uses. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

    static {
        DEVTOOLS.setLevel(Level.OFF);
    }

    @Override
    public List<String> browserNames() {
        return List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    }

    @Override
    public String driverName() {
        return "chromedriver";
    }

    @Override
    public boolean fits(Path browser, Path driver) {
        return Commands.majorVersion(browser).equals(Commands.majorVersion(driver));
    }

    /** Also as root and in a container, and quiet: nothing is looked up, updated or sent. ChromeDriver makes and deletes the profile. */
    @Override
    public RemoteWebDriver start(@Nullable Path browser, @Nullable Path driver) {
        LoggingPreferences everything = new LoggingPreferences();
        everything.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setCapability(ChromeOptions.LOGGING_PREFS, everything);
        options.addArguments(
                "--headless=new",
                "--window-size=1280,900",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // The benchmark asks for the memory in use; else the browser waits up to 20 s for a garbage collection.
                "--enable-blink-features=ForceEagerMeasureMemory");
        if (browser != null) {
            options.setBinary(browser.toFile());
        }
        ChromeDriverService.Builder service = new ChromeDriverService.Builder();
        if (driver != null) {
            service.usingDriverExecutable(driver.toFile());
        }
        return new ChromeDriver(service.build(), options);
    }

    @Override
    public boolean isInstalledByScript() {
        return true;
    }

    @Override
    public String neededPrograms() {
        return "Chromium and the ChromeDriver of the same version (Debian: apt-get install chromium chromium-driver)";
    }

    @Override
    public String inPage(String expression) {
        return expression;
    }

    @Override
    public List<String> readConsole(RemoteWebDriver driver) {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .map(Object::toString)
                .toList();
    }
}
