package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Values in which the same array is in several places: a few arrays may be more values than fit into any memory. */
@InBrowser
final class SharedDataIT {
    /** {@code twofold(depth)}: an array that is twice in the next one, and so on. */
    private static final String TWOFOLD = """
            const twofold = (depth) => {
              let value = ["leaf"];
              for (let i = 1; i < depth; i++) {
                value = [value, value];
              }
              return value;
            };
            """;

    @Test
    void arrayInSeveralPlaces_arrivesInEach(Client client) {
        Object leaves = client.run(TWOFOLD + """
                const task = holder.spawn("echo");
                await task.send(twofold(15));
                const { value } = await task[Symbol.asyncIterator]().next();
                const leaves = value.flat(15);
                return [leaves.length, leaves.every((leaf) => leaf === "leaf")];
                """);

        assertThat(leaves).hasToString("[16384, true]");
    }

    @Test
    void tooManyOfThem_areRefusedAtOnce_andHarmNobody(Client client) {
        Object seen = client.run(TWOFOLD + """
                const task = holder.spawn("echo");
                const before = performance.now();
                const { code, message } = await errorOf(task.send(twofold(60)));
                const ms = performance.now() - before;
                const spawned = await thrownBy(() => holder.spawn("echo", { it: twofold(60) }));
                return [code, message, spawned.code, ms < 1000, await task.request(1)];
                """);

        assertThat(seen)
                .hasToString("[DATA_CLONE, message: 2^24 values or more cannot be sent to a task,"
                        + " DATA_CLONE, true, 1]");
    }

    @Test
    void tooManyFromATask_failItsEmit(Client client) {
        Object seen = client.runTestTasks("""
                const { code, message } = await errorOf(holder.spawn("failing", { kind: "shared", depth: 60 }).result);
                return [code, message];
                """);

        assertThat(seen).hasToString("[FAILED, output: nested deeper than 200, a cycle, or 2^24 values and more]");
    }
}
