package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.shapes.ShapeModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random methods with loops, compiled here and run in the browser with a suspension at every checkpoint that the compiler has added:
 * the results are those of the JVM. {@code -Dshapes=3000 -Dseed=7} for so many from that seed on.
 */
@InBrowser
final class RandomShapesIT {
    private static final int SHAPES = Integer.getInteger("shapes", 40);
    private static final long SEED = Long.getLong("seed", System.nanoTime() >>> 10 & 0xfffff);
    /** In one module: more would take longer than a script may. */
    private static final int MOST = 100;

    private static final Path SERVED = Path.of("target", "wasm");

    private static final String RUN = """
            const { load } = await import("/web/wasm/runtime.js");
            const lines = [""];
            const { exports } = await new Promise((resolve, reject) => {
              const putcharStdout = (char) => {
                if (char === 10) lines.push("");
                else lines[lines.length - 1] += String.fromCharCode(char);
              };
              load(args[0], {
                installImports(imports) {
                  imports.teavmConsole = { putcharStdout, putcharStderr: putcharStdout };
                },
              }).then(resolve, reject);
            });
            exports.main([]);
            await until(() => lines.some((line) => line.startsWith("suspensions ")));
            return lines;
            """;

    @Test
    void result_isThatOfTheJvm_withASuspensionAtEachCheckpoint(Client client, @TempDir Path directory) {
        for (int done = 0; done < SHAPES; done += MOST) {
            long seed = SEED + done;
            int shapes = Math.min(MOST, SHAPES - done);
            System.out.println(shapes + " random shapes of seed " + seed);
            ShapeModule module = ShapeModule.write(directory.resolve("of" + seed), seed, shapes);
            List<String> expected = module.onTheJvm();
            module.compile(SERVED, "random-shapes.wasm");

            List<?> lines =
                    (List<?>) Objects.requireNonNull(client.runWithoutHolder(RUN, "/e2e/random-shapes.wasm?" + seed));

            assertThat(lines.subList(0, shapes)).as("seed " + seed).isEqualTo(expected);
            String suspensions = String.valueOf(lines.get(shapes));
            System.out.println(suspensions);
            assertThat(Integer.parseInt(suspensions.substring("suspensions ".length())))
                    .isGreaterThan(shapes * 10);
        }
    }
}
