package dev.taskholder.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.bidi.module.LogInspector;
import org.openqa.selenium.firefox.FirefoxDriver;
import org.openqa.selenium.firefox.FirefoxOptions;
import org.openqa.selenium.firefox.GeckoDriverService;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Firefox. Its console is pushed over WebDriver BiDi, so it is kept here until somebody asks. */
final class Firefox implements BrowserKind {
    private final List<String> lines = new ArrayList<>();

    @Override
    public List<String> browserNames() {
        return List.of("firefox", "firefox-esr");
    }

    @Override
    public String driverName() {
        return "geckodriver";
    }

    /** A geckodriver speaks with every Firefox of its time. */
    @Override
    public boolean fits(Path browser, Path driver) {
        return true;
    }

    @Override
    @SuppressWarnings("resource") // The inspector lives as long as the driver's connection.
    public RemoteWebDriver start(@Nullable Path browser, @Nullable Path driver) {
        FirefoxOptions options = new FirefoxOptions();
        options.enableBiDi();
        options.addArguments("-headless", "--width=1280", "--height=842");
        if (browser != null) {
            options.setBinary(browser);
        }
        GeckoDriverService.Builder service = new GeckoDriverService.Builder();
        if (driver != null) {
            service.usingDriverExecutable(driver.toFile());
        }
        FirefoxDriver firefox = new FirefoxDriver(service.build(), options);
        LogInspector console = new LogInspector(firefox);
        console.onConsoleEntry(entry -> keep(entry.getLevel() + " " + entry.getText()));
        console.onJavaScriptException(entry -> keep(entry.getLevel() + " " + entry.getText()));
        return firefox;
    }

    @Override
    public boolean isInstalledByScript() {
        return false;
    }

    @Override
    public String neededPrograms() {
        return "Firefox and geckodriver";
    }

    /** A script of geckodriver's has globals of its own, with another {@code ArrayBuffer} and without the page's import map. */
    @Override
    public String inPage(String expression) {
        return "window.eval(" + new Json().toJson(expression) + ")";
    }

    @Override
    public synchronized List<String> readConsole(RemoteWebDriver driver) {
        List<String> read = List.copyOf(lines);
        lines.clear();
        return read;
    }

    private synchronized void keep(String line) {
        lines.add(line);
    }
}
