package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs: none lost, none out of order, never more under way than the reader allows. */
@InBrowser
final class OutputIT {
    /** How far the task is ahead is seen twice: by its own progress, and by what arrives on the wire. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void stream_whoseReaderWaits_isNeverMoreThanItsCapacityAhead(int capacity, Client client) {
        Object seen = client.runWithoutHolder("""
                const [capacity, count] = [args[0], 200];
                const spy = new WireSpy();
                const holder = await TaskHolder.open({ worker: () => spy.on(new Worker("/worker.js", { type: "module" })) });
                const task = holder.spawn("stream", { count }, { outputCapacity: capacity });
                let [read, ahead] = [0, 0];
                const emitted = () => Math.round((task.progress ?? 0) * count);
                const look = () => {
                  ahead = Math.max(ahead, emitted() - read, spy.outputsOf(task.id) - read, task.buffered);
                };
                task.addEventListener("progress", look);
                for await (const _ of task) {
                  read++;
                  look();
                  // Before some reads, give it all the time it could want to run ahead.
                  if (read % 40 === 1) {
                    await ticksOfAnother(holder, 3, 10);
                    look();
                  }
                }
                await holder.close();
                return { read, ahead };
                """, capacity);

        assertThat(seen).hasToString("{read=200, ahead=" + capacity + "}");
    }

    @Test
    void stream_withoutReader_stopsAtItsCapacity(Client client) {
        Object seen = client.run("""
                const task = holder.spawn("stream", { count: 1000 }, { outputCapacity: 8 });
                await until(() => task.buffered === 8);
                await ticksOfAnother(holder, 5, 20);
                const [{ state, buffered, progress }] = holder.snapshot().tasks;
                return [state, buffered, progress];
                """);

        assertThat(seen).isEqualTo(List.of("running", 8L, 0.008));
    }

    @Test
    void streamOfCapacityZero_withoutReader_emitsNothing(Client client) {
        Object seen = client.run("""
                const task = holder.spawn("stream", { count: 3 }, { outputCapacity: 0 });
                await ticksOfAnother(holder, 5, 20);
                return [task.buffered, task.progress];
                """);

        assertThat(seen).hasToString("[0, null]");
    }

    @Test
    void streamOfCapacityZero_emitsOneForEachRead(Client client) {
        Object seen = client.runWithoutHolder("""
                const spy = new WireSpy();
                const holder = await TaskHolder.open({ worker: () => spy.on(new Worker("/worker.js", { type: "module" })) });
                const task = holder.spawn("stream", { count: 1000 }, { outputCapacity: 0 });
                const reader = task[Symbol.asyncIterator]();
                const seen = [];
                for (let read = 0; read < 3; read++) {
                  const [value] = await take(reader, 1);
                  await ticksOfAnother(holder, 2, 10);
                  seen.push([value, spy.outputsOf(task.id), task.buffered]);
                }
                task.cancel();
                await holder.close();
                return seen;
                """);

        assertThat(seen).hasToString("[[0, 1, 0], [1, 2, 0], [2, 3, 0]]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 100, 20_000})
    void tenThousandOutputs_arriveInOrder(int capacity, Client client) {
        List<?> outputs = client.list(
                "return story(holder.spawn('stream', { count: 10_000 }, { outputCapacity: args[0] }))", capacity);

        assertThat(outputs.subList(0, 10_000))
                .isEqualTo(LongStream.range(0, 10_000).boxed().toList());
        assertThat(outputs.get(10_000)).isEqualTo("end");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void readableStream_givesTenThousandOutputsInOrder(int capacity, Client client) {
        List<?> outputs = client.list("""
                const { output } = holder.spawn("stream", { count: 10_000 }, { outputCapacity: args[0] });
                const reader = output.getReader();
                const values = [];
                for (;;) {
                  const { done, value } = await reader.read();
                  if (done) {
                    return values;
                  }
                  values.push(value);
                }
                """, capacity);

        assertThat(outputs).isEqualTo(LongStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void readableStream_thatIsPiped_holdsTheTaskBack(Client client) {
        Object seen = client.run("""
                const task = holder.spawn("stream", { count: 1000 }, { outputCapacity: 8 });
                let written = 0;
                const gate = Promise.withResolvers();
                const slow = new WritableStream({ write: () => (++written === 1 ? gate.promise : undefined) });
                const piped = task.output.pipeTo(slow);
                await until(() => written === 1);
                await ticksOfAnother(holder, 3, 20);
                const ahead = Math.round(task.progress * 1000) - written;
                gate.resolve();
                await piped;
                return [ahead <= 8 ? "held back" : `${ahead} ahead`, written];
                """);

        assertThat(seen).isEqualTo(List.of("held back", 1000L));
    }

    @Test
    void readableStream_thatIsCancelled_cancelsTheTask(Client client) {
        Object seen = client.run("""
                const task = holder.spawn("ticker", { periodMillis: 10 });
                await task.output.cancel("seen enough");
                const { code, reason } = await task.result.catch((error) => error);
                return [task.state, code, reason];
                """);

        assertThat(seen).isEqualTo(List.of("cancelled", "CANCELLED", "seen enough"));
    }

    @Test
    void readableStream_ofFailedTask_failsWithTheSameError(Client client) {
        Object same = client.run("""
                const task = holder.spawn("thrower", { message: "boom" });
                const [read, result] = await Promise.allSettled([task.output.getReader().read(), task.result]);
                return read.status === "rejected" && read.reason === result.reason;
                """);

        assertThat(same).isEqualTo(true);
    }

    @Test
    void loop_thatIsLeft_cancelsTheTask(Client client) {
        Object seen = client.run("""
                const task = holder.spawn("ticker", { periodMillis: 5 });
                for await (const _ of task) {
                  break;
                }
                const { code } = await errorOf(task.result);
                return [task.state, code];
                """);

        assertThat(seen).isEqualTo(List.of("cancelled", "CANCELLED"));
    }

    @Test
    void loop_thatIsLeft_doesNotBlockTheCleanUp(Client client) {
        Object state = client.run("""
                const task = holder.spawn("cleaner", { cleanupMillis: 10 }, { outputCapacity: 0 });
                for await (const _ of task) {
                  break;
                }
                await errorOf(task.result);
                return task.state;
                """);

        assertThat(state).isEqualTo("cancelled");
    }

    @Test
    void outputsAlreadyEmitted_surviveCancel(Client client) {
        Object story = client.run("""
                const task = holder.spawn("cleaner", { cleanupMillis: 10 });
                await until(() => task.buffered === 1);
                await task.cancel();
                return story(task);
                """);

        assertThat(story).isEqualTo(List.of("started", "cleaned", "CANCELLED"));
    }

    @Test
    void outputsAlreadyEmitted_surviveTheLossOfTheWorker(Client client) {
        Object story = client.run("""
                const task = holder.spawn("stream", { count: 1000 }, { outputCapacity: 3 });
                await until(() => task.buffered === 3);
                task.terminate();
                return story(task);
                """);

        assertThat(story).isEqualTo(List.of(0L, 1L, 2L, "TERMINATED"));
    }

    @Test
    void outputsAlreadyEmitted_surviveTheTimeout(Client client) {
        Object story = client.run("""
                const task = holder.spawn("stream", { count: 1000 }, { outputCapacity: 3, timeoutMs: 200 });
                await errorOf(task.result);
                return story(task);
                """);

        assertThat(story).isEqualTo(List.of(0L, 1L, 2L, "TIMEOUT"));
    }

    @Test
    void secondReader_isRefused(Client client) {
        Object error = client.run("""
                const task = holder.spawn("ticker");
                task[Symbol.asyncIterator]();
                return thrownBy(() => task.output);
                """);

        assertThat(error).hasToString("{name=TypeError, message=task 1 (ticker) has a reader already}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 1_000_000})
    void bytes_arriveWithTheirSizeAndContent(int size, Client client) {
        Object seen = client.run("""
                const seen = [];
                for await (const block of holder.spawn("stream", { count: 3, bytes: args[0] })) {
                  const [first] = block;
                  seen.push([block.constructor.name, block.length, block.buffer.byteLength, first, block.every((it) => it === first)]);
                }
                return seen.join(" ");
                """, size);

        assertThat(seen)
                .isEqualTo("Uint8Array,%1$d,%1$d,0,true Uint8Array,%1$d,%1$d,1,true Uint8Array,%1$d,%1$d,2,true"
                        .formatted(size));
    }

    @Test
    void progress_endsWithTheLastOne(Client client) {
        Object seen = client.run("""
                const task = holder.spawn("stream", { count: 1000 }, { outputCapacity: 2000 });
                const seen = [];
                task.addEventListener("progress", () => seen.push(task.progress));
                await task.result;
                return [seen.every((value, i) => i === 0 || seen[i - 1] < value), seen.at(-1)];
                """);

        assertThat(seen).isEqualTo(List.of(true, 1L));
    }
}
