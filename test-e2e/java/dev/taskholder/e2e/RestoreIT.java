package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A durable task goes on where the page before this one left it. */
@InBrowser
final class RestoreIT {
    private static final String IN_SCOPE =
            "const { readKept, readUndisturbed, stored, untilStored } = await import('/test-e2e/pages/kept-reader.js');";

    /** A task of the bundled module that saves, its input as JavaScript, and how many outputs it has. */
    record Subject(String name, String input, int outputs) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Subject> SUBJECTS = List.of(
            new Subject("stream", "{ count: 4000 }", 4000),
            new Subject("primes", "{ below: 60_000 }", 6057),
            new Subject(
                    "mandelbrot",
                    "{ width: 24, height: 600, maxIterations: 20_000, view: { x: -0.5, y: 0, width: 0.06 } }",
                    600));

    private final String key = "restore " + UUID.randomUUID();

    @ParameterizedTest(name = "{0}")
    @FieldSource("SUBJECTS")
    void pageReloadedInTheMiddle_noOutputIsMissingOrDoubled(Subject subject, Client client) {
        Map<?, ?> undisturbed = map(
                client.run(IN_SCOPE + "return readUndisturbed(holder, args[0], " + subject.input + ")", subject.name));

        for (int reloads = 1; reloads <= 3; reloads++) {
            client.runWithoutHolder(
                    IN_SCOPE + """
                    const holder = await TaskHolder.open();
                    readKept(holder, args[0], %s, args[1]);
                    await untilStored(args[1], args[2]);
                    """.formatted(subject.input), subject.name, key, subject.outputs * reloads / 5);
            client.reload();
        }
        Map<?, ?> last = map(client.run(
                IN_SCOPE + "return readKept(holder, args[0], %s, args[1]).ended".formatted(subject.input),
                subject.name,
                key));

        System.out.println(subject + " of " + subject.outputs + " outputs went on after its first " + last.get("from"));
        assertThat(last.get("outputs")).isEqualTo(undisturbed.get("outputs"));
        assertThat((List<?>) last.get("outputs")).hasSize(subject.outputs);
        assertThat(last.get("result")).isEqualTo(undisturbed.get("result"));
        assertThat((Long) last.get("from"))
                .isGreaterThanOrEqualTo(subject.outputs * 3 / 5)
                .isLessThan(subject.outputs);
    }

    @Test
    void taskThatHasSucceeded_leavesNothing_andItsKeyIsFree(Client client) {
        Object answer = client.run(IN_SCOPE + """
                const first = await readKept(holder, "stream", { count: 300 }, args[0]).ended;
                const second = holder.spawn("stream", { count: 5 }, { durable: args[0] });
                const outputs = await story(second);
                await until(() => !holder.tasks.length);
                return [first.outputs.length, second.restored, outputs, await stored(args[0])];
                """, key);

        assertThat(answer).isEqualTo(Arrays.asList(300L, null, List.of(0L, 1L, 2L, 3L, 4L, "end"), null));
    }

    @Test
    void taskThatWasCancelled_leavesNothing(Client client) {
        Object restored = client.run(IN_SCOPE + """
                const { task, ended } = readKept(holder, "stream", { count: 1e9 }, args[0]);
                const rejected = errorOf(ended);
                await untilStored(args[0], 50);
                await task.cancel();
                await rejected;
                const next = holder.spawn("stream", { count: 1 }, { durable: args[0] });
                await next.result;
                return next.restored;
                """, key);

        assertThat(restored).isNull();
    }

    @Test
    void taskWhoseWorkerWasTerminated_leavesItsPoint_andTellsIt(Client client) {
        List<?> answer = client.list(IN_SCOPE + """
                const { task, ended } = readKept(holder, "stream", { count: 1e9 }, args[0]);
                const rejected = errorOf(ended);
                await untilStored(args[0], 50);
                task.terminate();
                await rejected;
                const next = holder.spawn("stream", { count: 1e9 }, { durable: args[0] });
                const before = next.restored;
                await eventOf(next, "restored");
                const [first] = await take(next[Symbol.asyncIterator](), 1);
                return [before, next.restored.outputs >= 50, next.restored.value.next === first, next.restored.outputs === first];
                """, key);

        assertThat(answer).isEqualTo(Arrays.asList(null, true, true, true));
    }

    @Test
    void holderThatIsClosed_leavesThePoint(Client client) {
        Object record = client.runWithoutHolder(IN_SCOPE + """
                const holder = await TaskHolder.open();
                const { ended } = readKept(holder, "stream", { count: 1e9 }, args[0]);
                const rejected = errorOf(ended);
                await untilStored(args[0], 50);
                await holder.close();
                await rejected;
                return (await stored(args[0])).outputs >= 50;
                """, key);

        assertThat(record).isEqualTo(true);
    }

    @Test
    void outputsThatNobodyHasRead_areNotSkippedByThePoint(Client client) {
        List<?> answer = client.list(IN_SCOPE + """
                const task = holder.spawn("stream", { count: 1e9 }, { durable: args[0], outputCapacity: 40 });
                const reader = task[Symbol.asyncIterator]();
                await take(reader, 3);
                // There is a point after 32, and three are read; the third may not be done with.
                await until(() => task.buffered === 37);
                await ticksOfAnother(holder, 3, 100);
                const before = await stored(args[0]);
                await take(reader, 40);
                await untilStored(args[0], 30);
                task.terminate();
                const next = holder.spawn("stream", { count: 1e9 }, { durable: args[0] });
                const [first] = await take(next[Symbol.asyncIterator](), 1);
                return [before?.outputs ?? 0, first, next.restored.outputs];
                """, key);

        assertThat((Long) answer.get(0)).isLessThan(3);
        assertThat((Long) answer.get(1)).isBetween(30L, 42L);
        assertThat(answer.get(2)).isEqualTo(answer.get(1));
    }

    @Test
    void sameKeyTwice_theSecondIsRefused_andTheFirstGoesOn(Client client) {
        Object answer = client.run("""
                const first = holder.spawn("ticker", { periodMillis: 10 }, { durable: args[0] });
                const reader = first[Symbol.asyncIterator]();
                await take(reader, 1);
                const second = holder.spawn("ticker", {}, { durable: args[0] });
                const error = await errorOf(second.result);
                await take(reader, 3);
                return [error.name, error.code, error.message, second.state, first.state];
                """, key);

        assertThat(answer)
                .isEqualTo(List.of(
                        "KeyInUseError",
                        "KEY_IN_USE",
                        "task 2 (ticker) cannot start: another task, perhaps on another page, has the durable key \""
                                + key + "\"",
                        "failed",
                        "running"));
    }

    @Test
    void pointOfAnotherTask_isNotTaken_andThatIsAWarning(Client client) {
        Object answer = client.run(IN_SCOPE + """
                const warnings = [];
                holder.addEventListener("log", ({ detail }) => detail.level === "warn" && warnings.push(detail.text));
                const { task, ended } = readKept(holder, "stream", { count: 1e9 }, args[0]);
                const rejected = errorOf(ended);
                await untilStored(args[0], 50);
                task.terminate();
                await rejected;
                const next = holder.spawn("primes", { below: 10 }, { durable: args[0] });
                return [await story(next), next.restored, warnings];
                """, key);

        assertThat(answer)
                .isEqualTo(
                        Arrays.asList(
                                List.of(2L, 3L, 5L, 7L, "end"),
                                null,
                                List.of(
                                        "durable: what is kept under the key is not of this task, or of another version: it begins anew")));
    }

    @Test
    void browserThatKeepsNothing_isAWarning_andTheTaskRuns(Client client) {
        Object answer = client.run("""
                IDBFactory.prototype.open = () => { throw new DOMException("not in private mode", "SecurityError"); };
                const warnings = [];
                holder.addEventListener("log", ({ detail }) => detail.level === "warn" && warnings.push(detail.text));
                const task = holder.spawn("primes", { below: 10 }, { durable: args[0] });
                return [await story(task), warnings];
                """, key);

        assertThat(answer)
                .isEqualTo(List.of(
                        List.of(2L, 3L, 5L, 7L, "end"),
                        List.of("durable: reading failed: SecurityError: not in private mode")));
    }

    @Test
    void pointOfEveryKindOfPlainData_comesBackAsItWas(Client client) {
        Object answer = client.runTestTasks(IN_SCOPE + """
                const value = { list: [null, true, 1.5, "ünï 😀", 2n ** 60n], deep: { bytes: Uint8Array.of(1, 255),
                  ints: Int32Array.of(-1), doubles: Float64Array.of(0.1), buffer: Uint8Array.of(7, 8).buffer } };
                const task = holder.spawn("saving", null, { durable: args[0] });
                const reader = task[Symbol.asyncIterator]();
                await task.send(value);
                await take(reader, 1);
                reader.next().catch(() => {});
                await untilStored(args[0], 0);
                task.terminate();
                const next = holder.spawn("saving", null, { durable: args[0] });
                const [restored] = await take(next[Symbol.asyncIterator](), 1);
                return [show(restored), show(next.restored.value), show({ point: value })].map((text) => [...text].sort().join(""));
                """, key);

        List<?> texts = (List<?>) Objects.requireNonNull(answer);
        assertThat(texts.get(0)).isEqualTo(texts.get(2));
        assertThat(texts.get(1)).isEqualTo(texts.get(2));
    }

    @Test
    void demo_reloadedInTheMiddle_goesOn(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        demo.start("mandelbrot", "width=640", "height=400", "maxIterations=100000");
        demo.start("primes", "below=3000000");
        demo.start("stream", "count=3000000");
        demo.cards().forEach(card -> card.waitForOutputs(0, 40));
        demo.cards().get(1).press("pause");
        demo.cards().get(1).waitForState("paused");
        browser.waitFor("points of all three", driver -> browser.run("""
                const { pointStore } = await import("/web/point-store.js");
                const keys = JSON.parse(sessionStorage.getItem("taskholder demo")).map(({ key }) => key);
                const records = await Promise.all(keys.map((key) => pointStore(key, console.error).get()));
                return records.length === 3 && records.every((record) => record?.outputs > 20);
                """));

        browser.driver().navigate().refresh();

        browser.waitFor("three cards", driver -> demo.cards().size() == 3);
        demo.waitForText("#log", "goes on after its first");
        List<TaskCard> cards = demo.cards();
        cards.get(0).waitForOutputs(20, 20);
        cards.get(2).waitForOutputs(20, 20);
        cards.get(1).waitForState("paused");
        assertThat(cards.get(1).count()).isGreaterThan(20);
        assertThat(browser.readConsole()).isEmpty();
        demo.press("cancel-all");
        cards.forEach(card -> card.waitForState("cancelled"));
        browser.waitFor(
                "nothing to be left for the next page",
                driver -> "[]".equals(browser.run("return sessionStorage.getItem('taskholder demo')")));
    }

    private static Map<?, ?> map(@Nullable Object answer) {
        return (Map<?, ?>) Objects.requireNonNull(answer);
    }
}
