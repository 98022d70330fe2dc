package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Functions that the page passes at {@code spawn}, called from Java. */
@InBrowser
final class FunctionIT {
    @Test
    void function_getsTheArgument_andItsPromiseIsWaitedFor(Client client) {
        Object result = client.runTestTasks("""
                const functions = { price: async ({ item }) => { await nextTask(); return { item, price: 9.5 }; } };
                return await holder.spawn("call", { function: "price", argument: { item: "tea" } }, { functions }).result;
                """);

        assertThat(result).isEqualTo(Map.of("item", "tea", "price", 9.5));
    }

    @Test
    void function_thatThrows_isAJsExceptionWithNameStackAndCause(Client client) {
        Map<?, ?> report = map(client.runTestTasks("""
                const fail = () => { throw new TypeError("no price", { cause: new RangeError("sold out") }); };
                return await holder.spawn("call", { function: "fail" }, { functions: { fail } }).result;
                """));

        assertThat(report.get("name")).isEqualTo("TypeError");
        assertThat(report.get("message")).isEqualTo("no price");
        assertThat(String.valueOf(report.get("stack"))).contains("fail");
        assertThat(String.valueOf(report.get("cause"))).contains("RangeError", "sold out");
    }

    @Test
    void function_thatIsNotThere_isSaidByName(Client client) {
        Map<?, ?> report = map(client.runTestTasks("return await holder.spawn('call', { function: 'price' }).result"));

        assertThat(report.get("message")).isEqualTo("no function is named \"price\"");
    }

    @Test
    void answer_thatComesWhilePaused_waitsForTheResume(Client client) {
        List<?> seen = (List<?>) client.runTestTasks("""
                let answer;
                const ask = () => new Promise((resolve) => { answer = resolve; });
                const task = holder.spawn("call", { function: "ask" }, { functions: { ask } });
                await until(() => answer);
                await task.pause();
                answer("yes");
                const other = holder.spawn("call", { function: "ask" }, { functions: { ask: () => "other" } });
                await other.result;
                const before = await isSettled(task.result);
                await task.resume();
                return [before, await task.result];
                """);

        assertThat(seen).isEqualTo(List.of(false, "yes"));
    }

    @Test
    void cancelAndLimit_abortTheSignalOfTheFunction(Client client) {
        List<?> seen = (List<?>) client.runTestTasks("""
                const signals = [];
                const functions = { ask: (_, { signal }) => { signals.push(signal); return new Promise(() => {}); } };
                const cancelled = holder.spawn("call", { function: "ask" }, { functions });
                await until(() => signals.length === 1);
                await cancelled.cancel();
                const limited = holder.spawn("call", { function: "ask", limitMillis: 20 }, { functions });
                const { message } = await errorOf(limited.result);
                return [signals.map((it) => it.aborted), message];
                """);

        assertThat(seen).isEqualTo(List.of(List.of(true, true), "timed out after 20 ms of the task's clock"));
    }

    private static Map<?, ?> map(@Nullable Object result) {
        return (Map<?, ?>) Objects.requireNonNull(result);
    }
}
