package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** A page that is frozen, as on a sleeping computer: its workers sleep too, and nobody is blamed. */
@InBrowser
final class PageLifeIT {
    /** Chromium alone freezes a page on demand. */
    @Test
    void frozenPage_blamesNobodyForItsSleep_andGoesOn(Browser browser, Client client) {
        assumeTrue(browser.driver() instanceof ChromeDriver, "only Chromium freezes a page on demand");
        client.runWithoutHolder("""
                const holder = await TaskHolder.open({ stuckAfterMs: 300, killAfterMs: 800 });
                const primes = holder.spawn("primes", { below: 2e9 }, { outputCapacity: 1e6 });
                const cleaner = holder.spawn("cleaner", { cleanupMillis: 500 });
                await until(() => primes.buffered && cleaner.buffered);
                const frozen = [];
                document.addEventListener("freeze", () => frozen.push("freeze"));
                globalThis.life = { holder, primes, cleaner, silences: silencesOf(holder), cancel: cleaner.cancel(), frozen };
                """);

        setState(browser, "frozen");
        letASecondPass(browser);
        setState(browser, "active");
        Object seen = client.runWithoutHolder("""
                const { holder, primes, cleaner, silences, cancel, frozen } = globalThis.life;
                const { applied, killed } = await cancel;
                const before = primes.buffered;
                await until(() => primes.buffered > before);
                primes.terminate();
                await holder.close();
                return [frozen, applied, killed, silences];
                """);

        assertThat(seen).hasToString("[[freeze], true, false, []]");
    }

    private static void setState(Browser browser, String state) {
        ((ChromeDriver) browser.driver()).executeCdpCommand("Page.setWebLifecycleState", Map.of("state", state));
    }

    /** In another window: in this one no script runs. */
    private static void letASecondPass(Browser browser) {
        var windows = browser.driver().switchTo();
        String frozen = browser.driver().getWindowHandle();
        windows.newWindow(WindowType.TAB);
        browser.openBlank();
        browser.run("for (const end = performance.now() + 1500; performance.now() < end; )"
                + " await new Promise(requestAnimationFrame);");
        browser.driver().close();
        windows.window(frozen);
    }
}
