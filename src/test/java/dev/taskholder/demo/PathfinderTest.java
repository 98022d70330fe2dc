package dev.taskholder.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.taskholder.Data;
import dev.taskholder.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PathfinderTest {
    private static final double SQRT_2 = Math.sqrt(2);
    private static final int MAPS_PER_SEED = 20;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomMaps_areSolvedAtTheCostOfTheReference(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < MAPS_PER_SEED; i++) {
            Question question = Question.random(random, 45);
            Map<String, Object> result = solve(question);

            String map = "seed " + seed + ", map " + i;
            double cheapest = question.cheapest();
            assertThat(result.get("found")).as(map).isEqualTo(cheapest < Double.POSITIVE_INFINITY);
            if (cheapest < Double.POSITIVE_INFINITY) {
                assertThat(cost(result)).as(map).isCloseTo(cheapest, within(1e-9));
                assertThat(question.reference().walk(path(result)))
                        .as(map + ": the cost of the path itself")
                        .isEqualTo(cost(result));
                assertThat(ends(path(result)))
                        .as(map)
                        .containsExactly(question.fromX, question.fromY, question.toX, question.toY);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void outputs_tellEveryCellReachedOnce_andAllThatWereExpanded(long seed) {
        Question question = Question.random(new Random(seed), 60);

        RecordedRun<Map<String, Object>> run = question.solve();

        List<Integer> expanded = new ArrayList<>();
        List<List<Integer>> reached = new ArrayList<>();
        for (Object output : run.outputs()) {
            Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(output);
            int[] frontier = (int[]) Objects.requireNonNull(fields.get("frontier"));
            expanded.add((Integer) fields.get("expanded"));
            for (int i = 0; i < frontier.length; i += 2) {
                reached.add(List.of(frontier[i], frontier[i + 1]));
            }
        }
        Set<List<Integer>> different = new HashSet<>(reached);
        assertThat(reached).hasSameSizeAs(different).contains(List.of(question.fromX, question.fromY));
        assertThat(different.contains(List.of(question.toX, question.toY)))
                .isEqualTo(run.result().get("found"));
        int all = (Integer) Objects.requireNonNull(run.result().get("expanded"));
        assertThat(expanded).hasSize((all + 63) / 64).endsWith(all).isSorted();
        assertThat(expanded.subList(0, expanded.size() - 1)).allMatch(count -> count % 64 == 0);
    }

    @Test
    void corners_areNotCut() {
        Map<String, Object> result = solve(Question.drawn("A#", ".B"));

        assertThat(cost(result)).isEqualTo(2);
        assertThat(path(result)).containsExactly(0, 0, 0, 1, 1, 1);
    }

    @Test
    void gapBetweenTwoCorners_isNoWay() {
        Map<String, Object> result = solve(Question.drawn("A#", "#B"));

        assertThat(result)
                .containsEntry("found", false)
                .containsEntry("cost", Double.POSITIVE_INFINITY)
                .containsEntry("expanded", 1);
        assertThat(path(result)).isEmpty();
    }

    @Test
    void openField_isCrossedDiagonally_andOnlyTheWayIsExpanded() {
        Map<String, Object> result = solve(Question.drawn("A.....", "......", "......", ".....B"));

        assertThat(cost(result)).isEqualTo(2 + 3 * SQRT_2);
        assertThat(result).containsEntry("expanded", 6);
    }

    @Test
    void goalWalledIn_isNotFound_afterAllOtherCells() {
        Map<String, Object> result = solve(Question.drawn("A....", ".....", "..###", "..#.B"));

        assertThat(result).containsEntry("found", false).containsEntry("expanded", 14);
    }

    @Test
    void fromAndToTheSame_isAPathOfOneCell() {
        Map<String, Object> result = solve(Question.drawn("...", ".A."));

        assertThat(result)
                .containsEntry("found", true)
                .containsEntry("cost", 0.0)
                .containsEntry("expanded", 1);
        assertThat(path(result)).containsExactly(1, 1);
    }

    @Test
    void mapOfOneCell_isEnough() {
        assertThat(path(solve(Question.drawn("A")))).containsExactly(0, 0);
    }

    @Test
    void equallyGoodPaths_costTheSameToTheLastDigit_inWhateverOrderTheStepsCome() {
        int side = 400;
        byte[] cells = new byte[side * side];
        int here = 7 * side + 3;
        int far = 180 * side + 391;
        Question there = new Question(side, side, cells, here, far);
        Question back = new Question(side, side, cells, far, here);

        assertThat(cost(solve(there))).isEqualTo(cost(solve(back))).isEqualTo(215 + 173 * SQRT_2);
    }

    static List<Arguments> badInputs() {
        String noCell = "expected a cell from [0, 0] to [2, 1], got ";
        return List.of(
                bad("width", 0, "input.width: expected an integer ≥ 1, got 0"),
                bad("height", -2, "input.height: expected an integer ≥ 1, got -2"),
                bad("width", "3", "input.width: expected an integer, got \"3\""),
                bad("width", 4, "input.cells: expected 8 bytes, width × height, got 6"),
                bad("height", 1 << 30, "input: expected width × height of at most 4194304, got 3221225472"),
                bad("cells", List.of(0, 0), "input.cells: expected bytes, got a list"),
                bad("from", List.of(3, 0), "input.from: " + noCell + "[3, 0]"),
                bad("to", List.of(0, -1), "input.to: " + noCell + "[0, -1]"),
                bad("to", List.of(2, 1), "input.to: expected a free cell, got [2, 1], a wall"),
                bad("from", List.of(1), "input.from: expected [x, y], got a list of 1"),
                bad("from", List.of(1, 0.5), "input.from[1]: expected an integer, got 0.5"),
                bad("from", "here", "input.from: expected a list, got \"here\""));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("badInputs")
    void badInput_isRefusedWithPathAndValue(String field, Object value, String message) {
        Map<String, Object> input = Question.drawn("A..", ".B#").input();
        input.put(field, value);

        RecordedRun<Map<String, Object>> run = RecordedRun.undisturbed(new Pathfinder(), Data.of(input));

        assertThat(run.failure()).isInstanceOf(DataException.class).hasMessage(message);
    }

    private static Arguments bad(String field, Object value, String message) {
        return Arguments.of(field, value, message);
    }

    private static Map<String, Object> solve(Question question) {
        return question.solve().result();
    }

    private static double cost(Map<String, Object> result) {
        return (Double) Objects.requireNonNull(result.get("cost"));
    }

    private static int[] path(Map<String, Object> result) {
        return (int[]) Objects.requireNonNull(result.get("path"));
    }

    private static int[] ends(int[] path) {
        int[] ends = Arrays.copyOf(path, 4);
        System.arraycopy(path, path.length - 2, ends, 2, 2);
        return ends;
    }
}
