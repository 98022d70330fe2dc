package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;

/** A page that its reader leaves and comes back to. In a browser of its own: what other tests did keeps pages out of the cache. */
@InBrowser(ofItsOwn = true)
final class BackForwardCacheIT {
    /** Chromium keeps a page with a worker there; others throw it away, and with it everything that could be looked at. */
    @Test
    void pageInTheBackForwardCache_goesOnWhereItWas_whenTheReaderTurnsBack(Browser browser, Client client) {
        assumeTrue(browser.driver() instanceof ChromeDriver, "only Chromium keeps a page with a worker");
        client.runWithoutHolder("""
                const holder = await TaskHolder.open({ stuckAfterMs: 300, killAfterMs: 800 });
                const primes = holder.spawn("primes", { below: 2e9 }, { outputCapacity: 1e6 });
                const cleaner = holder.spawn("cleaner", { cleanupMillis: 500 });
                await until(() => primes.buffered && cleaner.buffered);
                const shown = [];
                addEventListener("pageshow", ({ persisted }) => shown.push(persisted));
                globalThis.life = { holder, primes, cleaner, silences: silencesOf(holder), cancel: cleaner.cancel(), shown };
                """);

        browser.open("test-e2e/pages/blank.html?another");
        browser.run("for (const end = performance.now() + 1500; performance.now() < end; )"
                + " await new Promise(requestAnimationFrame);");
        browser.driver().navigate().back();
        Object seen = client.runWithoutHolder("""
                if (!globalThis.life) {
                  return performance.getEntriesByType("navigation")[0].notRestoredReasons;
                }
                const { holder, primes, cleaner, silences, cancel, shown } = globalThis.life;
                const { applied, killed } = await cancel;
                const before = primes.buffered;
                await until(() => primes.buffered > before);
                primes.terminate();
                await holder.close();
                return [shown, applied, killed, silences];
                """);

        assertThat(seen).hasToString("[[true], true, false, []]");
    }
}
