package dev.taskholder.e2e;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Gets a browser, whatever it takes, or says in one sentence what to install. */
final class BrowserSource {
    private static final Path INSTALL_SCRIPT = Path.of("test-e2e", "install-browser.sh");
    private static final Path INSTALL_LOG = Path.of("target", "install-browser.log");

    /** How the search ended if it was in vain, so that the next test class need not repeat it. */
    private static @Nullable String advice;

    private BrowserSource() {}

    /**
     * Starts a browser of this kind.
     *
     * @throws IllegalStateException if there is none and none can be had
     */
    static synchronized RemoteWebDriver start(BrowserKind kind) {
        if (advice != null) {
            throw new IllegalStateException(advice);
        }

        // 1. A browser and its driver, already here.
        RemoteWebDriver here = startFromPath(kind);
        if (here != null) {
            return here;
        }

        // 2. What Selenium Manager knows of, or can download. A download that does not run on this system counts as
        // none.
        WebDriverException notDownloaded;
        try {
            return kind.start(Commands.find(kind.browserNames()), null);
        } catch (WebDriverException e) {
            notDownloaded = e;
        }

        // 3. The system's packages.
        if (kind.isInstalledByScript() && canInstallPackages()) {
            System.out.println("There is no browser here and none to download: running " + INSTALL_SCRIPT);
            RemoteWebDriver installed = Commands.run(INSTALL_SCRIPT, INSTALL_LOG) ? startFromPath(kind) : null;
            if (installed != null) {
                return installed;
            }
            System.out.println("That did not help, see " + INSTALL_LOG);
        }

        // 4. A person.
        advice = "The browser tests found no browser and could not download one: install " + kind.neededPrograms()
                + " so that both are on the PATH.";
        throw new IllegalStateException(advice, notDownloaded);
    }

    private static @Nullable RemoteWebDriver startFromPath(BrowserKind kind) {
        Path browser = Commands.find(kind.browserNames());
        Path driver = Commands.find(List.of(kind.driverName()));
        return browser != null && driver != null && kind.fits(browser, driver) ? kind.start(browser, driver) : null;
    }

    private static boolean canInstallPackages() {
        return "root".equals(System.getProperty("user.name")) && Commands.find(List.of("apt-get")) != null;
    }
}
