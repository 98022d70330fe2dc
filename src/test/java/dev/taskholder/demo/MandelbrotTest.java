package dev.taskholder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Data;
import dev.taskholder.DataException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MandelbrotTest {
    private static final List<Integer> BLACK = List.of(0, 0, 0, 255);

    @Test
    void rows_areAsManyAndAsLongAsAskedFor_andOpaque() {
        List<byte[]> rows = rows(run(Map.of("width", 30, "height", 20)));

        assertThat(rows).hasSize(20).allSatisfy(row -> {
            assertThat(row).hasSize(4 * 30);
            for (int i = 3; i < row.length; i += 4) {
                assertThat(row[i]).isEqualTo((byte) 255);
            }
        });
    }

    @Test
    void setItself_isBlack_andWhatIsFarFromItIsNot() {
        List<byte[]> rows = rows(run(Map.of("width", 300, "height", 200)));

        assertThat(pixel(rows, 225, 100)).as("0").isEqualTo(BLACK);
        assertThat(pixel(rows, 125, 100)).as("−1").isEqualTo(BLACK);
        assertThat(pixel(rows, 299, 100)).as("0.75").isNotEqualTo(BLACK);
        assertThat(pixel(rows, 0, 0)).as("−2.25 + i").isNotEqualTo(BLACK);
    }

    @Test
    void pictureAroundTheRealAxis_isSymmetric_topToBottom() {
        List<byte[]> rows = rows(run(Map.of("width", 60, "height", 41)));

        for (int j = 0; j < rows.size(); j++) {
            assertThat(rows.get(j)).as("row %d", j).isEqualTo(rows.get(rows.size() - 1 - j));
        }
    }

    @Test
    void firstRow_isTheTop() {
        Map<String, Object> above = Map.of("x", -0.1, "y", 1.2, "width", 0.8);

        List<byte[]> rows = rows(run(Map.of("width", 40, "height", 40, "view", above)));

        assertThat(blackPixels(rows.get(0))).isZero();
        assertThat(blackPixels(rows.get(39))).isPositive();
    }

    @Test
    void result_isTheIterationsOfAllPixels() {
        Map<String, Object> inside = Map.of("x", 0, "y", 0, "width", 1e-3);
        Map<String, Object> outside = Map.of("x", 3, "y", 0, "width", 1e-3);

        RecordedRun<Long> all = run(Map.of(
                "width", 7, "height", 5, "maxIterations", 2500, "view", inside)); // more than between checkpoints
        RecordedRun<Long> one = run(Map.of("width", 7, "height", 5, "maxIterations", 2500, "view", outside));
        RecordedRun<Long> none = run(Map.of("width", 7, "height", 5, "maxIterations", 0));

        assertThat(all.result()).isEqualTo(7 * 5 * 2500);
        assertThat(one.result()).isEqualTo(7 * 5);
        assertThat(none.result()).isZero();
    }

    static List<Arguments> badInputs() {
        return List.of(
                bad("width", 0, "input.width: expected an integer from 1 to 16384, got 0"),
                bad("height", 20_000, "input.height: expected an integer from 1 to 16384, got 20000"),
                bad("maxIterations", -1, "input.maxIterations: expected an integer ≥ 0, got -1"),
                bad("view", 5, "input.view: expected an object, got 5"),
                bad("view", Map.of("width", 0), "input.view.width: expected a number > 0, got 0"),
                bad("view", Map.of("x", Double.NaN), "input.view.x: expected a finite number, got NaN"),
                bad("view", Map.of("y", "0"), "input.view.y: expected a number, got \"0\""));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("badInputs")
    void badInput_isRefusedWithPathAndValue(String field, Object value, String message) {
        Map<String, Object> input = new HashMap<>(Map.of("width", 2, "height", 2));
        input.put(field, value);

        assertThat(run(input).failure()).isInstanceOf(DataException.class).hasMessage(message);
    }

    private static Arguments bad(String field, Object value, String message) {
        return Arguments.of(field, value, message);
    }

    private static RecordedRun<Long> run(Map<String, Object> input) {
        return RecordedRun.undisturbed(new Mandelbrot(), Data.of(input));
    }

    private static List<byte[]> rows(RecordedRun<Long> run) {
        return run.outputs().stream()
                .map(row -> (byte[]) Objects.requireNonNull(row))
                .toList();
    }

    private static List<Integer> pixel(List<byte[]> rows, int x, int y) {
        byte[] row = rows.get(y);
        return List.of(row[4 * x] & 255, row[4 * x + 1] & 255, row[4 * x + 2] & 255, row[4 * x + 3] & 255);
    }

    private static int blackPixels(byte[] row) {
        int black = 0;
        for (int i = 0; i < row.length; i += 4) {
            if (Arrays.equals(row, i, i + 4, new byte[] {0, 0, 0, -1}, 0, 4)) {
                black++;
            }
        }
        return black;
    }
}
