package dev.taskholder.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.OutputType;

/** Saves what the browser shows when a test fails: {@code screen.png}, {@code console.txt} and {@code page.html}. */
final class FailureReport {
    private static final Path FOLDER = Path.of("target", "e2e-failures");

    private FailureReport() {}

    /** Whatever cannot be saved is noted on the failure, which stays the one that is reported. */
    static void save(ExtensionContext context, Browser browser, Throwable failure) {
        try {
            Path folder = Files.createDirectories(FOLDER.resolve(name(context)));
            Files.writeString(folder.resolve("console.txt"), String.join("\n", browser.readConsole()));
            Files.writeString(
                    folder.resolve("page.html"), String.valueOf(browser.driver().getPageSource()));
            Files.write(folder.resolve("screen.png"), browser.driver().getScreenshotAs(OutputType.BYTES));
            System.out.println("What the browser showed is in " + folder);
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** {@code DemoIT.pause_stopsTheTicks}, and {@code DemoIT.pause_stopsTheTicks-3} for the third run of a parameterized test. */
    private static String name(ExtensionContext context) {
        String name = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        String id = context.getUniqueId();
        int run = id.lastIndexOf('#');
        return run < 0 ? name : name + "-" + id.substring(run + 1, id.length() - 1);
    }
}
