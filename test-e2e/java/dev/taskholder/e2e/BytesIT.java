package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** ArrayBuffers into a task and out of it. */
@InBrowser
final class BytesIT {
    @Test
    void transfer_movesTheBuffer(Client client) {
        Object seen = client.run("""
                const echo = holder.spawn("echo");
                const bytes = new Uint8Array(1_000_000).fill(7);
                const sent = echo.send({ bytes }, { transfer: [bytes.buffer] });
                const left = bytes.byteLength;
                await sent;
                const [answer] = await take(echo[Symbol.asyncIterator](), 1);
                return [left, answer.bytes.length, answer.bytes.every((it) => it === 7)];
                """);

        assertThat(seen).isEqualTo(List.of(0L, 1_000_000L, true));
    }

    @Test
    void arrayBuffer_isOpenedOnlyWhenTheTaskAsks_andGivenAwayWhenItIsSentBack(Client client) {
        Object seen = client.runTestTasks("""
                const task = holder.spawn("bytes");
                const buffer = Uint8Array.of(1, 255).buffer;
                void task.send(buffer, { transfer: [buffer] });
                const reader = task[Symbol.asyncIterator]();
                const outputs = await take(reader, 6);
                return [...outputs.map(show), (await errorOf(task.result)).message];
                """);

        assertThat(seen)
                .isEqualTo(List.of(
                        "2",
                        "Uint8Array[1, 255]",
                        "ArrayBuffer of Uint8Array[1, 255]",
                        "0",
                        "Uint8Array[]",
                        "ArrayBuffer of Uint8Array[3]",
                        "output: bytes that were given away"));
    }

    @Test
    void bufferTwiceInAMessage_isTwoBlocks_andHarmsNobody(Client client) {
        Object seen = client.run("""
                const echo = holder.spawn("echo");
                const bystander = holder.spawn("sleeper", { millis: 50 });
                const buffer = Uint8Array.of(1, 255).buffer;
                void echo.send({ a: buffer, b: [buffer] }, { transfer: [buffer] });
                const [{ a, b }] = await take(echo[Symbol.asyncIterator](), 1);
                await bystander.result;
                return [show(a), show(b[0])];
                """);

        assertThat(seen).isEqualTo(List.of("ArrayBuffer of Uint8Array[1, 255]", "ArrayBuffer of Uint8Array[1, 255]"));
    }

    @Test
    void bufferTwiceInAMessage_sentBackInTwoTurns_isNotEmptiedByTheFirst(Client client) {
        Object seen = client.runTestTasks("""
                const task = holder.spawn("bytes");
                const buffer = Uint8Array.of(1, 255).buffer;
                void task.send([buffer, buffer], { transfer: [buffer] });
                const outputs = await take(task[Symbol.asyncIterator](), 2);
                return outputs.map(show);
                """);

        assertThat(seen).isEqualTo(List.of("ArrayBuffer of Uint8Array[1, 255]", "ArrayBuffer of Uint8Array[1, 255]"));
    }

    @Test
    void sameBytesTwiceInAnOutput_areTheSameBufferTwice(Client client) {
        Object seen = client.runTestTasks("""
                const task = holder.spawn("bytes", "same");
                const buffer = Uint8Array.of(1, 255).buffer;
                void task.send(buffer, { transfer: [buffer] });
                const [[a, b]] = await take(task[Symbol.asyncIterator](), 1);
                return [show(a), a === b, (await errorOf(task.result)).message];
                """);

        assertThat(seen)
                .isEqualTo(List.of("ArrayBuffer of Uint8Array[1, 255]", true, "output: bytes that were given away"));
    }
}
