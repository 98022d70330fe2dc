package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.e2e.tasks.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What checkpoints that the compiler adds leave as it was, for loops of every shape, and what they make possible. */
@InBrowser
final class ShapesIT {
    private static final int TIMES = 4000;
    private static final int PAUSES = 1000;
    private static final List<String> NAMES = List.copyOf(Shapes.names());

    private static final String RESULTS = """
            return await Promise.all(args[0].map((name) => holder.spawn("shape", { name, n: args[1] }).result));
            """;

    private static List<Long> onTheJvm() {
        return NAMES.stream().map(name -> (long) Shapes.run(name, TIMES)).toList();
    }

    private static Map<String, Object> named(Object results) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (String name : NAMES) {
            named.put(name, Objects.requireNonNull(((List<?>) results).get(named.size())));
        }
        return named;
    }

    @Test
    void result_isThatOfTheJvm_withCheckpointsAndWithout(Client client) {
        Object with = Objects.requireNonNull(client.runTestTasks(RESULTS, NAMES, TIMES));
        Object without = Objects.requireNonNull(client.runWithoutHolder(
                "return withHolder(async (holder) => {" + RESULTS + "}, { module: '/e2e/e2e-tasks-plain.wasm' });",
                NAMES,
                TIMES));

        assertThat(named(with)).isEqualTo(named(onTheJvm()));
        assertThat(named(without)).isEqualTo(named(onTheJvm()));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("NAMES")
    void result_isTheSame_underAThousandPauses(String name, Client client) {
        Object seen = client.runTestTasks(
                "return await holder.spawn('shape-paused', { name: args[0], n: args[1], pauses: args[2] }).result;",
                name,
                TIMES,
                PAUSES);

        assertThat(seen).isEqualTo(List.of((long) Shapes.run(name, TIMES), (long) PAUSES));
    }

    /** Each task comes to a checkpoint in turn; the class whose initialiser loops is used by the second before the first has gone on. */
    @Test
    void classThatIsMadeReady_isSeenWholeByAnotherTask(Client client) {
        Object seen = client.runTestTasks(
                "return await holder.spawn('shape-paused', { name: args[0], n: args[1], pauses: args[2], beside: true }).result;",
                "initialiser",
                TIMES,
                PAUSES);

        long result = Shapes.run("initialiser", TIMES);
        assertThat(seen).isEqualTo(List.of(result, (long) PAUSES, result));
    }

    /** It stands still in its loop first, so it is in there when it is cancelled. */
    @Test
    void loopWithoutEnd_isCancelled_cleansUp_andLeavesTheWorker(Client client) {
        List<?> seen = (List<?>) Objects.requireNonNull(client.runTestTasks("""
                const stories = [];
                for (const name of args[0]) {
                  const task = holder.spawn("shape", { name, n: 2 ** 31 - 8 });
                  await until(() => task.buffered === 1);
                  const { paused } = await task.pause();
                  await task.resume();
                  await task.cancel();
                  const { code } = await errorOf(task.result);
                  const next = await holder.spawn("shape", { name: "whileTrue", n: 10 }).result;
                  stories.push([paused, ...(await story(task)), code, next, holder.snapshot().epoch]);
                }
                return stories;
                """, NAMES));

        assertThat(named(seen))
                .allSatisfy((name, story) -> assertThat(story)
                        .isEqualTo(List.of(
                                true,
                                "begun",
                                "cleaned",
                                "CANCELLED",
                                "CANCELLED",
                                (long) Shapes.run("whileTrue", 10),
                                1L)));
    }
}
