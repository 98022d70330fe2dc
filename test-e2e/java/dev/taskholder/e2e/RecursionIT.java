package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.shapes.Recursions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Recursive methods: pausing and cancelling them changes nothing else. */
@InBrowser
final class RecursionIT {
    private static final int SUSPENSIONS = 5000;

    @Test
    void suspendedAgainAndAgain_givesTheResultsOfTheJvm(Client client) {
        List<?> seen = (List<?>) Objects.requireNonNull(
                client.runTestTasks("return holder.spawn('recursion', { recursion: 'suspended' }).result;"));

        List<Long> expected = new ArrayList<>();
        List<Object> results = new ArrayList<>();
        List<Long> suspensions = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < Recursions.COUNT; i++) {
            expected.add((long) Recursions.run(i));
            results.add(seen.get(2 * i));
            long until = (Long) seen.get(2 * i + 1);
            suspensions.add(until - before);
            before = until;
        }
        System.out.println("suspensions of each recursion: " + suspensions);
        assertThat(results).isEqualTo(expected);
        assertThat(suspensions).allMatch(count -> count > 10);
        assertThat(before).isGreaterThan(SUSPENSIONS);
    }

    @Test
    void cancelled_runsFinallyOfEachCall_andKeepsTheWorker(Client client) {
        List<?> counts = (List<?>) Objects.requireNonNull(client.runTestTasks("""
                const task = holder.spawn("recursion", { recursion: "long" });
                const count = () => holder.spawn("recursion", { recursion: "count" }).result;
                while ((await count())[0] === 0); // a task may be paused before its first step
                const paused = await task.pause();
                const counts = await count();
                await task.resume();
                await task.cancel();
                const error = await errorOf(task.result);
                return [paused.paused, error.code, ...counts, ...(await count())];
                """));

        assertThat(counts.subList(0, 2)).isEqualTo(List.of(true, "CANCELLED"));
        assertThat((Long) counts.get(2)).isGreaterThan((Long) counts.get(3)); // calls under way while it is paused
        assertThat(counts.get(4)).isEqualTo(counts.get(5));
    }

    @Test
    void withACheckpointWrittenInIt_givesItsResult(Client client) {
        Object fib = client.runTestTasks("return holder.spawn('recursion', { recursion: 'written' }).result;");

        assertThat(fib).isEqualTo(List.of(144L));
    }
}
