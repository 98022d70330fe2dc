package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages into a running task, mostly {@code echo}, which sends each back as it came. */
@InBrowser
final class InputIT {
    private static final String ECHO = """
            const echo = holder.spawn("echo");
            const message = eval(`(${args[0]})`);
            await echo.send(message);
            const [answer] = await take(echo[Symbol.asyncIterator](), 1);
            return [show(message), show(answer)];
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "false",
                "true",
                "0",
                "-0",
                "-1",
                "0.5",
                "2 ** 31",
                "Number.MAX_SAFE_INTEGER",
                "-(2 ** 53)",
                "1e300",
                "5e-324",
                "NaN",
                "-Infinity",
                "2n ** 63n - 1n",
                "-(2n ** 63n)",
                "2n ** 53n",
                "''",
                "'plain'",
                "'żółć 😀 \\u0000 \\u2028 中'",
                "'a lone surrogate: \\ud800'",
                "'x'.repeat(100_000)",
                "[]",
                "[0, '', false, null, [], {}]",
                "{}",
                "{ b: 1, a: { '': [null, { deep: ['\"'] }] } }",
                "{ constructor: 1, toString: 2, hasOwnProperty: 3 }",
                "JSON.parse('{ \"__proto__\": 1 }')",
                "new Uint8Array()",
                "Uint8Array.of(0, 127, 128, 255)",
                "Uint8Array.of(1, 2).buffer",
                "Int16Array.of(-32768, 0, 32767)",
                "Uint16Array.of(0, 65535)",
                "Int32Array.of(-(2 ** 31), 2 ** 31 - 1)",
                "Float32Array.of(0.5, -0, NaN)",
                "Float64Array.of(0.1, 1e300, Infinity)",
                "BigInt64Array.of(-(2n ** 63n), 0n, 2n ** 63n - 1n)",
                "Int32Array.of(1, 2, 3, 4).subarray(1, 3)",
                "[Uint8Array.of(1), { two: Float64Array.of(2) }]",
                "Array.from({ length: 190 }).reduce((inner) => [inner], 'deep')",
            })
    void plainValue_comesBackAsItWas(String value, Client client) {
        List<?> seen = client.list(ECHO, value);

        assertThat(seen.get(1)).isEqualTo(seen.get(0));
    }

    /** Java has one kind of 64-bit number, no unsigned ones but char, and one array of bytes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # sent                            | comes back
            undefined                         | null
            { a: undefined, b: [undefined] }  | {"b": [null]}
            5n                                | 5
            Int8Array.of(-1, 1)               | Uint8Array[255, 1]
            Uint8ClampedArray.of(300)         | Uint8Array[255]
            Uint32Array.of(1, 2 ** 32 - 1)    | Int32Array[1, -1]
            """)
    void valueThatJavaHasNoKindFor_comesBackAsTheNearest(String sent, String back, Client client) {
        List<?> seen = client.list(ECHO, sent);

        assertThat(seen.get(1)).isEqualTo(back);
    }

    /** A value either arrives or is refused by name; it must not turn into something else on the way. */
    @ParameterizedTest
    @ValueSource(strings = {"BigUint64Array.of(1n, 2n ** 64n - 1n)", "[new BigUint64Array(1)]", "Float16Array.of(1)"})
    void typedArrayThatJavaCannotHold_isRefusedOrArrives(String value, Client client) {
        Object seen = client.run("""
                const echo = holder.spawn("echo");
                const message = eval(args[0]);
                try {
                  await echo.send(message);
                } catch (error) {
                  return error.code;
                }
                const [answer] = await take(echo[Symbol.asyncIterator](), 1);
                return show(answer) === show(message) ? "arrived" : `arrived as ${show(answer)}`;
                """, value);

        assertThat(seen).isIn("DATA_CLONE", "arrived");
    }

    /** Whatever the depth that is allowed, it is the page that refuses, and the task goes on. */
    @ParameterizedTest
    @ValueSource(ints = {100, 300, 1000})
    void deepValue_isRefusedOrArrives(int depth, Client client) {
        Object seen = client.run("""
                const echo = holder.spawn("echo");
                const message = Array.from({ length: args[0] }).reduce((inner) => [inner], "deep");
                const refusal = await echo.send(message).then(() => null, ({ code }) => code);
                echo.closeInput();
                const answers = await story(echo);
                return refusal ?? (show(answers[0]) === show(message) ? "arrived" : show(answers));
                """, depth);

        assertThat(seen).isIn("DATA_CLONE", "arrived");
    }

    @Test
    void messages_arriveInOrder(Client client) {
        List<?> answers = client.list("""
                const echo = holder.spawn("echo", null, { inputCapacity: 7, outputCapacity: 3 });
                const sends = Array.from({ length: 2000 }, (_, i) => echo.send(i));
                echo.closeInput();
                const answers = await story(echo);
                await Promise.all(sends);
                return [...answers, await echo.result];
                """);

        assertThat(answers.subList(0, 2000))
                .isEqualTo(LongStream.range(0, 2000).boxed().toList());
        assertThat(answers.subList(2000, 2002)).isEqualTo(List.of("end", 2000L));
    }

    @Test
    void message_isCopiedWhenItIsSent(Client client) {
        Object answer = client.run("""
                const echo = holder.spawn("echo");
                const message = { list: [1], bytes: Uint8Array.of(1) };
                const sent = echo.send(message);
                message.list.push(2);
                message.bytes[0] = 2;
                await sent;
                const [answer] = await take(echo[Symbol.asyncIterator](), 1);
                return show(answer);
                """);

        assertThat(answer).isEqualTo("{\"list\": [1], \"bytes\": Uint8Array[1]}");
    }

    @Test
    void send_toFullInbox_waitsForRoom(Client client) {
        Object seen = client.run("""
                const echo = holder.spawn("echo", null, { inputCapacity: 2, paused: true });
                const sends = ["a", "b", "c"].map((message) => echo.send(message));
                await Promise.all(sends.slice(0, 2));
                await ticksOfAnother(holder, 3, 10);
                const before = [await isSettled(sends[2]), echo.sending, echo.trySend("d")];
                await echo.resume();
                await sends[2];
                return [...before, ...(await take(echo[Symbol.asyncIterator](), 3)), echo.trySend("e")];
                """);

        assertThat(seen).isEqualTo(List.of(false, 1L, false, "a", "b", "c", true));
    }

    @Test
    void send_withCapacityZero_waitsForTheReceiver(Client client) {
        Object seen = client.run("""
                const echo = holder.spawn("echo", null, { inputCapacity: 0, paused: true });
                const sends = ["a", "b"].map((message) => echo.send(message));
                await ticksOfAnother(holder, 3, 10);
                const before = [await isSettled(sends[0]), echo.trySend("c")];
                await echo.resume();
                await Promise.all(sends);
                return [...before, ...(await take(echo[Symbol.asyncIterator](), 2)), echo.trySend("d")];
                """);

        assertThat(seen).isEqualTo(List.of(false, false, "a", "b", false));
    }

    /** The task blocks on its output, so it stops taking messages, so the senders wait. */
    @Test
    void sends_whenNobodyReads_areHeldBack(Client client) {
        Object seen = client.run("""
                const echo = holder.spawn("echo", null, { inputCapacity: 3, outputCapacity: 2 });
                let accepted = 0;
                for (let i = 0; i < 20; i++) {
                  echo.send(i).then(() => accepted++, () => {});
                }
                await until(() => accepted === 6);
                await ticksOfAnother(holder, 3, 10);
                return [accepted, echo.buffered, echo.sending];
                """);

        // Two are put out, one is in the task's hands, three are in the inbox.
        assertThat(seen).isEqualTo(List.of(6L, 2L, 14L));
    }

    @Test
    void closeInput_letsWaitingSendsIn_andRefusesLaterOnes(Client client) {
        Object seen = client.run("""
                const echo = holder.spawn("echo", null, { inputCapacity: 1, paused: true });
                const sends = ["a", "b", "c"].map((message) => echo.send(message));
                echo.closeInput();
                echo.closeInput();
                const late = await errorOf(echo.send("d"));
                const lateTry = echo.trySend("e");
                await echo.resume();
                const steps = await story(echo);
                await Promise.all(sends);
                return [late.code, lateTry, ...steps, await echo.result];
                """);

        assertThat(seen).isEqualTo(List.of("TASK_ENDED", false, "a", "b", "c", "end", 3L));
    }

    @Test
    void send_stillWaitingAtTheEnd_isRejectedAndWasNotDelivered(Client client) {
        Object seen = client.run("""
                const echo = holder.spawn("echo", null, { inputCapacity: 1, paused: true });
                const sends = ["a", "b"].map((message) => echo.send(message));
                await sends[0];
                echo.cancel();
                return [(await errorOf(sends[1])).code, ...(await story(echo))];
                """);

        assertThat(seen).isEqualTo(List.of("TASK_ENDED", "CANCELLED"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # input                                      | message
            { onDone() {} }                              | input.onDone: a function cannot be sent to a task
            [0, { list: [Symbol.iterator] }]             | input[1].list[0]: a symbol cannot be sent to a task
            { when: new Date() }                         | input.when: an object of class Date cannot be sent to a task
            new Map()                                    | input: an object of class Map cannot be sent to a task
            2n ** 64n                                    | input: a bigint of more than 64 bits cannot be sent to a task
            { page: document }                           | input.page: an object of class HTMLDocument cannot be sent to a task
            """)
    void inputThatCannotBeCloned_isRefusedByItsPath(String input, String message, Client client) {
        List<?> seen = client.list("""
                const bystander = holder.spawn("sleeper", { millis: 50 });
                const input = eval(`(${args[0]})`);
                const spawned = await thrownBy(() => holder.spawn("echo", input));
                const echo = holder.spawn("echo");
                const sent = await errorOf(echo.send(input));
                const tried = await thrownBy(() => echo.trySend(input));
                await bystander.result;
                return [spawned, sent, tried].map(({ code, message }) => `${code} ${message}`);
                """, input);

        assertThat(seen)
                .isEqualTo(List.of(
                        "DATA_CLONE " + message,
                        "DATA_CLONE " + message.replaceFirst("^input", "message"),
                        "DATA_CLONE " + message.replaceFirst("^input", "message")));
    }

    @Test
    void inputThatContainsItself_isRefused(Client client) {
        Object error = client.run("""
                const input = { list: [] };
                input.list.push(input);
                const { code, message } = await thrownBy(() => holder.spawn("echo", input));
                return [code, message.split(":")[0]];
                """);

        assertThat(error).isEqualTo(List.of("DATA_CLONE", "input.list[0]"));
    }
}
