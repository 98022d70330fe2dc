package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chromium.HasCdp;

/**
 * What tasks and workers leave behind when they have ended: nothing. Counted are timers, message channels, listeners and object URLs, and
 * in Chromium the bytes that a garbage collection leaves.
 */
@InBrowser(ofItsOwn = true)
final class LeakIT {
    private static final int CYCLES = Integer.getInteger("cycles", 10_000);
    private static final int RESTARTS = Integer.getInteger("restarts", 200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Done before anything is measured: meanwhile the browser compiles what runs often, which takes a tenth of this heap. */
    private static final int WARM_UP_CYCLES = CYCLES;

    private static final long MEGABYTE = 1 << 20;

    /** Bytes in use after a garbage collection. */
    private record Heaps(long page, long worker) {}

    @Test
    void tasks_thatHaveEnded_leaveNothingBehind(Browser browser, Client client) {
        expectNothingLeft(browser, client, "cycle", WARM_UP_CYCLES, CYCLES);
    }

    @Test
    void workers_thatAreGone_leaveNothingBehind(Browser browser, Client client) {
        expectNothingLeft(browser, client, "restart", RESTARTS / 4, RESTARTS);
    }

    /** Does {@code what} so many times, and looks at what there is after the first tenth and at the end. */
    private static void expectNothingLeft(Browser browser, Client client, String what, int before, int times) {
        client.runWithoutHolder("""
                const { LeakTest } = await import("/test-e2e/pages/leaks.js");
                globalThis.leakTest = new LeakTest();
                await leakTest.open();
                """);
        run(client, what, before);
        int tenth = times / 10;
        run(client, what, tenth);
        Map<?, ?> resources = resources(client, "leakTest.resources()");
        @Nullable Heaps heaps = heaps(browser, client);

        run(client, what, times - tenth);
        Map<?, ?> resourcesAtEnd = resources(client, "leakTest.resources()");
        @Nullable Heaps heapsAtEnd = heaps(browser, client);
        Map<?, ?> resourcesWhenClosed = resources(client, "leakTest.close()");

        System.out.println(times + " times " + what + ": after a tenth " + heaps + " and " + resources + ", at the end "
                + heapsAtEnd + " and " + resourcesAtEnd + ", closed " + resourcesWhenClosed);
        assertThat(resourcesAtEnd).isEqualTo(resources);
        assertThat((Map<?, ?>) resourcesAtEnd.get("worker"))
                .extracting("timers", "urls")
                .containsExactly(0L, 0L);
        assertThat(resourcesWhenClosed).isEqualTo(Map.of("timers", 0L, "channels", 0L, "listeners", 0L, "urls", 0L));
        if (heaps != null && heapsAtEnd != null) {
            expectNoMore("page", heaps.page, heapsAtEnd.page);
            expectNoMore("worker", heaps.worker, heapsAtEnd.worker);
        }
    }

    private static void run(Client client, String what, int times) {
        client.runWithin(PATIENCE, "await leakTest[args[0]](args[1])", what, times);
    }

    private static Map<?, ?> resources(Client client, String of) {
        return (Map<?, ?>) Objects.requireNonNull(client.runWithoutHolder("return " + of));
    }

    /** Null if the browser does not tell. */
    private static @Nullable Heaps heaps(Browser browser, Client client) {
        if (!(browser.driver() instanceof HasCdp devTools)) {
            return null;
        }
        // Before the page's: it waits until workers that were terminated are gone.
        long worker = bytes(Objects.requireNonNull(client.runWithoutHolder("return leakTest.workerBytes()")));
        devTools.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        devTools.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        Map<String, Object> usage = devTools.executeCdpCommand("Runtime.getHeapUsage", Map.of());
        return new Heaps(bytes(Objects.requireNonNull(usage.get("usedSize"))), worker);
    }

    private static long bytes(Object number) {
        return ((Number) number).longValue();
    }

    private static void expectNoMore(String heap, long before, long after) {
        assertThat(after - before)
                .as("growth of the heap of the %s, %d bytes before", heap, before)
                .isLessThanOrEqualTo(Math.min(MEGABYTE, before / 20));
    }
}
