package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table "command on state" of the design, cell by cell.
 *
 * <p>{@code new} is a task that was spawned in the same task of the page, {@code new, held} was also spawned paused; {@code pausing} is
 * one whose {@code pause()} was just called while it computed; {@code cancelling} is one that cleans up.
 */
@InBrowser
final class StateCommandIT {
    private static final String TABLE = """
            // Computes for hours and never looks into its inbox, which has room for two.
            const busy = (paused = false) =>
              holder.spawn("primes", { below: 2 ** 31 - 1 }, { paused, inputCapacity: 2, outputCapacity: 1_000_000 });
            const reached = async (task, state) => {
              await until(() => task.state === state);
              return { task };
            };
            const running = () => reached(busy(), "running");
            const inState = {
              new: async () => ({ task: busy() }),
              "new, held": async () => ({ task: busy(true) }),
              running,
              pausing: async () => {
                const { task } = await running();
                return { task, pausing: task.pause() };
              },
              paused: async () => {
                const { task } = await running();
                await task.pause();
                return { task };
              },
              "paused, held twice": async () => {
                const { task } = await running();
                await Promise.all([task.pause(), task.pause("other")]);
                return { task };
              },
              cancelling: async () => {
                const task = holder.spawn("cleaner", { cleanupMillis: 300 });
                await until(() => task.buffered === 1);
                task.cancel("the first reason");
                return { task };
              },
              succeeded: () => reached(holder.spawn("sleeper", { millis: 0 }), "succeeded"),
              failed: () => reached(holder.spawn("thrower", { message: "boom" }), "failed"),
              cancelled: () => {
                const task = holder.spawn("ticker");
                task.cancel("the first reason");
                return reached(task, "cancelled");
              },
            };

            const inWords = ({ applied, paused, because, heldBy }) =>
              [
                applied ? "applied" : "not applied",
                paused ? "paused" : "not paused",
                because && `because ${because}`,
                heldBy.length > 0 && `held by ${heldBy.join(" and ")}`,
              ]
                .filter(Boolean)
                .join(", ");
            const issue = {
              pause: async (task) => inWords(await task.pause()),
              "pause by another": async (task) => inWords(await task.pause("other")),
              resume: async (task) => inWords(await task.resume()),
              cancel: async (task) => ((await task.cancel("the last reason")).applied ? "applied" : "not applied"),
              terminate: async (task) => task.terminate(),
              send: async (task) => {
                const sends = [1, 2, 3].map((message) =>
                  task.send(message).then(() => "accepted", ({ code }) => code));
                const first = await Promise.all(sends.slice(0, 2));
                await ticksOfAnother(holder, 2, 10);
                return [...first, (await isSettled(sends[2])) ? await sends[2] : "waits"].join(", ");
              },
            };

            const [command, on] = args;
            const { task, pausing } = await inState[on]();
            const answered = issue[command](task);
            const atOnce = task.state;
            const answer = await answered;
            // What was new may have started only after the answer.
            await until(() => task.state !== "new");
            const ended = ["succeeded", "failed", "cancelled"].includes(task.state);
            const outcome = ended && (await task.result.then(() => "", ({ code, reason }) => reason ?? code));
            return [
              atOnce,
              answer ?? null,
              pausing ? inWords(await pausing) : null,
              outcome ? `${task.state}: ${outcome}` : task.state,
            ];
            """;

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # command        | on                 | at once    | answer                                          | pause under way                           | then
            pause            | new                | new        | applied, paused, held by default                |                                           | paused
            pause            | new, held          | new        | applied, paused, held by default                |                                           | paused
            pause by another | new, held          | new        | applied, paused, held by default and other      |                                           | paused
            pause            | running            | pausing    | applied, paused, held by default                |                                           | paused
            pause            | pausing            | pausing    | applied, paused, held by default                | applied, paused, held by default          | paused
            pause by another | pausing            | pausing    | applied, paused, held by default and other      | applied, paused, held by default and other | paused
            pause            | paused             | paused     | applied, paused, held by default                |                                           | paused
            pause by another | paused             | paused     | applied, paused, held by default and other      |                                           | paused
            pause            | cancelling         | cancelling | not applied, not paused, because cancelled      |                                           | cancelling
            pause            | succeeded          | succeeded  | not applied, not paused, because ended          |                                           | succeeded
            pause            | failed             | failed     | not applied, not paused, because ended          |                                           | failed: FAILED
            pause            | cancelled          | cancelled  | not applied, not paused, because ended          |                                           | cancelled: the first reason

            resume           | new                | new        | not applied, not paused                         |                                           | running
            resume           | new, held          | new        | applied, not paused                             |                                           | running
            resume           | running            | running    | not applied, not paused                         |                                           | running
            resume           | pausing            | pausing    | applied, not paused                             | applied, not paused, because resumed      | running
            resume           | paused             | paused     | applied, not paused                             |                                           | running
            resume           | paused, held twice | paused     | applied, paused, held by other                  |                                           | paused
            resume           | cancelling         | cancelling | not applied, not paused, because cancelled      |                                           | cancelling
            resume           | succeeded          | succeeded  | not applied, not paused, because ended          |                                           | succeeded
            resume           | failed             | failed     | not applied, not paused, because ended          |                                           | failed: FAILED
            resume           | cancelled          | cancelled  | not applied, not paused, because ended          |                                           | cancelled: the first reason

            cancel           | new                | new        | applied                                         |                                           | cancelled: the last reason
            cancel           | new, held          | new        | applied                                         |                                           | cancelled: the last reason
            cancel           | running            | cancelling | applied                                         |                                           | cancelled: the last reason
            cancel           | pausing            | cancelling | applied                                         | applied, not paused, because cancelled    | cancelled: the last reason
            cancel           | paused             | cancelling | applied                                         |                                           | cancelled: the last reason
            cancel           | cancelling         | cancelling | not applied                                     |                                           | cancelled: the first reason
            cancel           | succeeded          | succeeded  | not applied                                     |                                           | succeeded
            cancel           | failed             | failed     | not applied                                     |                                           | failed: FAILED
            cancel           | cancelled          | cancelled  | not applied                                     |                                           | cancelled: the first reason

            terminate        | new                | failed     |                                                 |                                           | failed: TERMINATED
            terminate        | new, held          | failed     |                                                 |                                           | failed: TERMINATED
            terminate        | running            | failed     |                                                 |                                           | failed: TERMINATED
            terminate        | pausing            | failed     |                                                 | not applied, not paused, because ended    | failed: TERMINATED
            terminate        | paused             | failed     |                                                 |                                           | failed: TERMINATED
            terminate        | cancelling         | failed     |                                                 |                                           | failed: TERMINATED
            terminate        | succeeded          | succeeded  |                                                 |                                           | succeeded
            terminate        | failed             | failed     |                                                 |                                           | failed: FAILED
            terminate        | cancelled          | cancelled  |                                                 |                                           | cancelled: the first reason

            send             | new                | new        | accepted, accepted, waits                       |                                           | running
            send             | new, held          | new        | accepted, accepted, waits                       |                                           | paused
            send             | running            | running    | accepted, accepted, waits                       |                                           | running
            send             | pausing            | pausing    | accepted, accepted, waits                       | applied, paused, held by default          | paused
            send             | paused             | paused     | accepted, accepted, waits                       |                                           | paused
            send             | cancelling         | cancelling | TASK_ENDED, TASK_ENDED, TASK_ENDED              |                                           | cancelling
            send             | succeeded          | succeeded  | TASK_ENDED, TASK_ENDED, TASK_ENDED              |                                           | succeeded
            send             | failed             | failed     | TASK_ENDED, TASK_ENDED, TASK_ENDED              |                                           | failed: FAILED
            send             | cancelled          | cancelled  | TASK_ENDED, TASK_ENDED, TASK_ENDED              |                                           | cancelled: the first reason
            """)
    void command_onState_doesWhatTheTableSays(
            String command, String on, String atOnce, String answer, String pauseUnderWay, String then, Client client) {
        List<?> seen = client.list(TABLE, command, on);

        assertThat(seen).isEqualTo(Arrays.asList(atOnce, answer, pauseUnderWay, then));
    }

    @Test
    void newTask_thatIsCancelled_neverRunsItsBody(Client client) {
        Object story = client.run("""
                const task = holder.spawn("cleaner");
                task.cancel();
                return story(task);
                """);

        assertThat(story).isEqualTo(List.of("CANCELLED"));
    }

    @Test
    void newTask_thatIsPaused_startsWhenResumed(Client client) {
        Object story = client.run("""
                const task = holder.spawn("stream", { count: 2 });
                await task.pause();
                await ticksOfAnother(holder, 3, 20);
                const before = task.buffered;
                await task.resume();
                return [before, ...(await story(task))];
                """);

        assertThat(story).isEqualTo(List.of(0L, 0L, 1L, "end"));
    }

    @Test
    void task_throughALife_tellsEachStateOnceAndInOrder(Client client) {
        Object states = client.run("""
                const task = holder.spawn("cleaner");
                const states = statesOf(task);
                await until(() => task.buffered === 1);
                await task.pause();
                await task.pause("other");
                await task.resume();
                await task.resume("other");
                await until(() => task.state === "running");
                await task.cancel();
                return states;
                """);

        assertThat(states)
                .isEqualTo(List.of("new", "running", "pausing", "paused", "running", "cancelling", "cancelled"));
    }
}
