package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a holder: everything settles, the worker is gone. */
@InBrowser
final class CloseIT {
    @Test
    void close_letsTasksCleanUp(Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open();
                const task = holder.spawn("cleaner", { cleanupMillis: 50 });
                await until(() => task.buffered === 1);
                await holder.close();
                return [task.state, ...(await story(task)), holder.tasks.length, holder.snapshot().closed];
                """);

        assertThat(seen).isEqualTo(List.of("cancelled", "started", "cleaned", "CANCELLED", 0L, true));
    }

    @Test
    void close_ofTaskThatTakesTooLong_terminatesIt(Client client) {
        Object seen = client.runWithoutHolder("""
                const holder = await TaskHolder.open({ killAfterMs: 50 });
                const task = holder.spawn("cleaner", { cleanupMillis: 50_000 });
                await until(() => task.buffered === 1);
                await holder.close();
                return [task.state, ...(await story(task))];
                """);

        assertThat(seen).isEqualTo(List.of("failed", "started", "TERMINATED"));
    }

    @Test
    void spawn_afterClose_isRefused(Client client) {
        Object error = client.runWithoutHolder("""
                const holder = await TaskHolder.open();
                await Promise.all([holder.close(), holder.close()]);
                return thrownBy(() => holder.spawn("ticker"));
                """);

        assertThat(error).hasToString("{name=StartError, code=LOAD_FAILED, message=the holder is closed}");
    }

    @Test
    void awaitUsing_closesTheHolder(Client client) {
        Object seen = client.runWithoutHolder("""
                const leaveScope = new Function("TaskHolder", `return (async () => {
                  await using holder = await TaskHolder.open();
                  return holder.spawn("ticker");
                })()`);
                const task = await leaveScope(TaskHolder);
                return task.state;
                """);

        assertThat(seen).isEqualTo("cancelled");
    }
}
