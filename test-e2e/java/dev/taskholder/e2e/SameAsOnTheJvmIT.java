package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Data;
import dev.taskholder.demo.Mandelbrot;
import dev.taskholder.demo.Pathfinder;
import dev.taskholder.demo.RecordedRun;
import dev.taskholder.e2e.tasks.WaitingTask;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same class on the JVM and in the browser: the same outputs and the same result, to the last bit. */
@InBrowser
final class SameAsOnTheJvmIT {
    private static final String STORY = """
            const steps = [];
            for await (const output of task) {
              steps.push(show(output));
            }
            return [...steps, show(await task.result)];
            """;

    @Test
    void mandelbrot_drawsTheSameBytes(Client client) {
        Map<String, Object> view = Map.of("x", -0.7436, "y", 0.1318, "width", 0.004);
        Map<String, Object> input = Map.of("width", 60, "height", 40, "maxIterations", 3000, "view", view);

        List<?> inBrowser = client.list("const task = holder.spawn('mandelbrot', args[0]);" + STORY, input);

        assertThat(inBrowser)
                .hasSize(41)
                .isEqualTo(RecordedRun.undisturbed(new Mandelbrot(), Data.of(input))
                        .story());
    }

    @Test
    void pathfinder_looksAtTheSameCells_andFindsTheSamePath(Client client) {
        int width = 160;
        int height = 100;
        byte[] cells = new byte[width * height];
        Random random = new Random(3);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) (random.nextInt(100) < 30 ? 1 : 0);
        }
        cells[0] = 0;
        cells[cells.length - 1] = 0;
        List<Integer> corner = List.of(width - 1, height - 1);

        List<?> inBrowser = client.list(
                "const [width, height, bytes, to] = args;"
                        + "const cells = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));"
                        + "const task = holder.spawn('pathfinder', { width, height, cells, from: [0, 0], to });"
                        + STORY,
                width,
                height,
                Base64.getEncoder().encodeToString(cells),
                corner);

        Data input =
                Data.of(Map.of("width", width, "height", height, "cells", cells, "from", List.of(0, 0), "to", corner));
        assertThat(inBrowser)
                .hasSizeGreaterThan(10)
                .isEqualTo(RecordedRun.undisturbed(new Pathfinder(), input).story());
    }

    @Test
    void everyWayOfWaiting_tellsTheSameStory(Client client) {
        List<?> inBrowser = (List<?>) client.runTestTasks("const task = holder.spawn('waiting');" + STORY);

        assertThat(inBrowser)
                .hasSizeGreaterThan(30)
                .isEqualTo(RecordedRun.undisturbed(new WaitingTask(), Data.of(null))
                        .story());
    }
}
