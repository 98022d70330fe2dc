package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Errors that tell: where in the Java source it was, in which child, what else went wrong. Looked up when there is an error. */
@InBrowser
final class JavaStackIT {
    private static final Source THROWER = new Source("src/main/java/dev/taskholder/demo/Thrower.java");
    private static final Source FAILING = new Source("test-e2e/tasks/dev/taskholder/e2e/tasks/FailingTask.java");

    /** {@code told(error)}: what it says of itself and of those that belong to it. */
    private static final String TOLD = """
            const told = ({ javaClass, javaStack, taskPath, cause, suppressed }) => ({
              javaClass, javaStack, taskPath, suppressed: suppressed.map(told), ...(cause && { cause: told(cause) }),
            });
            const failure = async (name, input) => told(await holder.spawn(name, input).result.catch((error) => error));
            """;

    @Test
    void javaStack_hasTheLineThatThrew_andSoHasThatOfTheCause(Client client) {
        Map<?, ?> error = map(client.run(TOLD + "return failure('thrower', { message: 'boom' })"));

        String thrown = THROWER.at("dev.taskholder.demo.Thrower.run", "throw new IllegalStateException(");
        assertThat(stack(error)).startsWith("java.lang.IllegalStateException: boom", thrown);
        assertThat(stack(map(error.get("cause")))).startsWith("java.io.IOException: the cause of it", thrown);
        assertThat(String.valueOf(error.get("javaStack")))
                .contains("Thrower.java:")
                .doesNotContain("wasm:");
    }

    @Test
    void javaStack_ofAnInlinedMethod_hasItsCallers(Client client) {
        Map<?, ?> error = failing(client, "{ kind: 'recursive', depth: 3 }");

        String recursion = FAILING.at("FailingTask.recurse", "// recursion");
        assertThat(stack(error))
                .containsSubsequence(
                        FAILING.at("FailingTask.fail", "throw new IllegalStateException(message)"),
                        FAILING.at("FailingTask.recurse", "// bottom"),
                        recursion,
                        recursion,
                        recursion,
                        FAILING.at("FailingTask.run", "case \"recursive\""));
    }

    @Test
    void nullDereference_hasItsLine_andNothingOfWhatChecksForIt(Client client) {
        Map<?, ?> error = failing(client, "{ kind: 'null' }");

        assertThat(stack(error))
                .startsWith("java.lang.NullPointerException", FAILING.at("FailingTask.lengthOf", "// null"));
    }

    // --- after a pause ---

    @Test
    void frameThatWasSuspendedAndResumed_hasTheLineThatThrew(Client client) {
        Map<?, ?> error = map(client.runTestTasks(TOLD + """
                const task = holder.spawn("failing", { kind: "resumed" });
                await until(() => task.buffered);
                const { applied } = await task.pause();
                await task.send("a pause");
                await task.resume();
                return told(await task.result.catch((error) => (applied ? error : null)));
                """));

        assertThat(stack(error))
                .startsWith(
                        "java.lang.IllegalStateException: after a pause",
                        FAILING.at("FailingTask.resumed", "// resumed"),
                        FAILING.at("FailingTask.run", "case \"resumed\""));
    }

    @Test
    void compiledLoop_hasTheLineThatThrew(Client client) {
        Map<?, ?> error = failing(client, "{ kind: 'loop', laps: 1000 }");

        assertThat(stack(error))
                .startsWith(
                        "java.lang.IllegalStateException: lap 1000",
                        FAILING.at("FailingTask.loop", "// in the loop"),
                        FAILING.at("FailingTask.run", "case \"loop\""));
    }

    /** The engine has optimised it by then: what goes on with it must not be in a {@code try}, where Chromium tells wrong places. */
    @Test
    void compiledLoop_thatWasPaused_hasTheLineThatThrew(Client client) {
        Map<?, ?> error = map(client.runTestTasks(TOLD + """
                const task = holder.spawn("failing", { kind: "loop", laps: 1_000_000_000 });
                await until(() => task.state === "running");
                const paused = [];
                for (let i = 0; i < 3; i++) {
                  paused.push((await task.pause()).paused);
                  await task.resume();
                }
                const error = await task.result.catch((error) => error);
                return { ...told(error), paused };
                """));

        assertThat(error.get("paused")).isEqualTo(List.of(true, true, true));
        assertThat(stack(error))
                .startsWith(
                        "java.lang.IllegalStateException: lap 1000000000",
                        FAILING.at("FailingTask.loop", "// in the loop"),
                        FAILING.at("FailingTask.run", "case \"loop\""));
    }

    @Test
    void whatIsSuppressed_hasItsOwnCauseAndSuppressed(Client client) {
        Map<?, ?> closing = only(failing(client, "{ kind: 'suppressed' }"));

        assertThat(stack(closing)).startsWith("java.lang.IllegalArgumentException: closing");
        assertThat(stack(map(closing.get("cause"))))
                .startsWith(
                        "java.lang.IllegalStateException: why",
                        FAILING.at("FailingTask.suppressed", "IllegalStateException(\"why\")"));
        assertThat(stack(only(closing)))
                .startsWith(
                        "java.lang.UnsupportedOperationException: beside",
                        FAILING.at("FailingTask.suppressed", "// beside"));
    }

    /** The one that {@code error} has suppressed. */
    private static Map<?, ?> only(Map<?, ?> error) {
        List<?> suppressed = (List<?>) Objects.requireNonNull(error.get("suppressed"));
        assertThat(suppressed).hasSize(1);
        return map(suppressed.get(0));
    }

    @Test
    void exceptionOfTheTask_beginsBelowItsConstructors(Client client) {
        Map<?, ?> error = failing(client, "{ kind: 'own', number: 3 }");

        assertThat(stack(error))
                .startsWith(
                        "dev.taskholder.e2e.tasks.FailingTask$OwnException: number 3",
                        FAILING.at("FailingTask.run", "// throws its own"));
    }

    @Test
    void failureInAGrandchild_saysWhichChildOfWhich_andWhatElseWentWrong(Client client) {
        Map<?, ?> error = failing(client, "{ kind: 'grandchild' }");

        assertThat(error.get("taskPath")).isEqualTo(List.of("failing", "left", "leaf"));
        Map<?, ?> leaf = map(map(error.get("cause")).get("cause"));
        assertThat(stack(leaf)).startsWith("java.lang.IllegalStateException: withered");
        assertThat(stack(leaf).get(1)).endsWith(FAILING.place("// leaf"));
        List<?> suppressed = (List<?>) Objects.requireNonNull(error.get("suppressed"));
        assertThat(suppressed).hasSize(1);
        Map<?, ?> right = map(suppressed.get(0));
        assertThat(right.get("taskPath")).isEqualTo(List.of("failing", "right"));
        assertThat(stack(map(right.get("cause"))).get(2)).endsWith(FAILING.place("// cleaning up"));
    }

    @Test
    void resourceThatFailsToClose_isSuppressedByTheFirstFailure(Client client) {
        Map<?, ?> error = failing(client, "{ kind: 'resource' }");

        List<?> suppressed = (List<?>) Objects.requireNonNull(error.get("suppressed"));
        assertThat(stack(error)).startsWith("java.lang.IllegalStateException: using it");
        assertThat(stack(error)).contains(FAILING.at("FailingTask.resource", "// using"));
        assertThat(suppressed).hasSize(1);
        assertThat(stack(map(suppressed.get(0))))
                .startsWith(
                        "java.lang.UnsupportedOperationException: not closable",
                        FAILING.at("FailingTask$Resource.close", "// closing"));
    }

    @Test
    void stackForTheConsole_isTheJavaStackInTheWayOfTheEngine(Client client) {
        String stack = String.valueOf(client.run(
                "return (await holder.spawn('thrower', { message: 'boom' }).result.catch((error) => error)).stack"));

        String place = THROWER.place("throw new IllegalStateException(");
        String bare = place.substring(1, place.length() - 1);
        assertThat(stack)
                .containsAnyOf(
                        "boom (in thrower)\n    at dev.taskholder.demo.Thrower.run " + place,
                        "dev.taskholder.demo.Thrower.run@" + bare + ":1");
    }

    @Test
    void console_showsTheJavaStack(Browser browser, Client client) {
        assumeTrue(BrowserKind.chosen() instanceof Chromium, "Firefox tells drivers the message of an error alone");
        client.run("console.error(await holder.spawn('thrower', { message: 'boom' }).result.catch((error) => error))");

        String place = THROWER.place("throw new IllegalStateException(").replace(")", "");
        List<String> console = new ArrayList<>();
        browser.waitFor("the console to show " + place, driver -> {
            console.addAll(client.readConsole());
            return console.stream().anyMatch(line -> line.contains(place));
        });
    }

    // --- what it costs ---

    @Test
    void nothingIsLoadedForIt_untilATaskHasFailed(Client client) {
        Object seen = client.run("""
                const loaded = () => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1))
                  .filter((name) => /java-stack|\\.map$/.test(name)).sort();
                await holder.spawn("sleeper", { millis: 1 }).result;
                const before = loaded();
                await errorOf(holder.spawn("thrower", { message: "boom" }).result);
                await errorOf(holder.spawn("thrower", { message: "again" }).result);
                await until(() => loaded().length > 2); // they are listed a little later
                return [before, loaded()];
                """);

        assertThat(seen)
                .isEqualTo(List.of(List.of(), List.of("java-stack-map.js", "java-stack.js", "taskholder.wasm.map")));
    }

    @Test
    void module_hasNothingInItForStacks(Client client) {
        Object sections = client.runWithoutHolder("""
                const module = await WebAssembly.compileStreaming(fetch("/web/wasm/taskholder.wasm"));
                const names = ["name", "sourceMappingURL", "external_debug_info", ".debug_info", ".debug_line",
                  ...["str", "file", "pkg", "cls", "mtd", "line"].map((name) => `teavm_${name}`)];
                return names.filter((name) => WebAssembly.Module.customSections(module, name).length);
                """);

        assertThat(sections).isEqualTo(List.of());
    }

    @Test
    void moduleWithoutMap_saysWhereInTheModule_andWhyNoMore(Client client) {
        String stack = String.valueOf(client.runWithoutHolder("""
                const holder = await TaskHolder.open({ module: "/e2e/e2e-tasks-plain.wasm" });
                const error = await holder.spawn("failing", { kind: "null" }).result.catch((error) => error);
                await holder.close();
                return error.javaStack;
                """));

        assertThat(stack)
                .startsWith("java.lang.NullPointerException\n\tat wasm:")
                .contains("404 at ", "/e2e/e2e-tasks-plain.wasm.map");
    }

    private static Map<?, ?> failing(Client client, String input) {
        return map(client.runTestTasks(TOLD + "return failure('failing', " + input + ")"));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    /** What was thrown, and the calls. */
    private static List<String> stack(Map<?, ?> error) {
        return List.of(String.valueOf(error.get("javaStack")).split("\n\tat ", -1));
    }

    /** A file whose lines are named by what is on them. */
    private record Source(String path) {
        /** A call in the stack: {@code method} at the one line with {@code text} in it. */
        String at(String method, String text) {
            String name = method.startsWith("dev.") ? method : "dev.taskholder.e2e.tasks." + method;
            return name + place(text);
        }

        String place(String text) {
            List<Integer> found = new ArrayList<>();
            List<String> lines = read();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(text)) {
                    found.add(i + 1);
                }
            }
            assertThat(found).as("lines of %s with %s", path, text).hasSize(1);
            return "(" + Path.of(path).getFileName() + ":" + found.get(0) + ")";
        }

        private List<String> read() {
            try {
                return Files.readAllLines(Path.of(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
