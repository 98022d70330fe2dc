package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A thousand tasks in one worker, and a page that stays smooth. */
@InBrowser
final class ManyTasksIT {
    private static final long LONGEST_FRAME_GAP_MILLIS = 100;

    @Test
    void thousandTickers_allTick_allPause_allCancel_andThePageStaysSmooth(Client client) {
        Map<?, ?> seen = (Map<?, ?>) Objects.requireNonNull(client.run("""
                let phase = "spawn";
                const gaps = {};
                let last = performance.now();
                const measured = (async () => {
                  while (phase) {
                    const during = phase;
                    const now = await new Promise(requestAnimationFrame);
                    gaps[during] = Math.round(Math.max(gaps[during] ?? 0, now - last));
                    last = now;
                  }
                })();
                const frame = () => new Promise(requestAnimationFrame);
                const all = (state) => tasks.every((task) => task.state === state);

                await frame();
                const ticks = new Array(1000).fill(0);
                const tasks = ticks.map(() => holder.spawn("ticker", { periodMillis: 500 }));
                tasks.forEach(async (task, i) => {
                  try {
                    for await (const _ of task) {
                      ticks[i]++;
                    }
                  } catch {
                    // Cancelled, as it should be.
                  }
                });
                await until(() => all("running"));
                await frame();
                phase = "tick";
                await until(() => ticks.every((count) => count >= 2));

                await frame();
                phase = "pause";
                await holder.pauseAll();
                const paused = all("paused");
                const before = [...ticks];
                await ticksOfAnother(holder, 3, 500);
                const quiet = ticks.every((count, i) => count === before[i]);

                await frame();
                phase = "resume";
                await holder.resumeAll();
                await until(() => ticks.every((count, i) => count > before[i]));

                await frame();
                phase = "cancel";
                await Promise.all(tasks.map((task) => task.cancel()));
                const cancelled = all("cancelled") && holder.tasks.length === 0;
                await frame();
                phase = "";
                await measured;
                return { paused, quiet, cancelled, gaps };
                """));

        System.out.println("1 000 tickers: the page's longest frame gaps in ms were " + seen.get("gaps"));
        assertThat(seen).extracting("paused", "quiet", "cancelled").containsExactly(true, true, true);
        assertThat((Map<?, ?>) seen.get("gaps"))
                .allSatisfy((phase, gap) -> assertThat((Long) gap).isLessThan(LONGEST_FRAME_GAP_MILLIS));
    }
}
