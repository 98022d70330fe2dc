package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PlainDataTest {
    @Test
    void everyKindOfPlainData_passes() {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put("null", null);
        map.put("scalars", Arrays.asList(true, 1, 2L, 0.5, "text", null));
        map.put("arrays", List.of(new byte[1], new short[1], new int[1], new long[1], new float[1], new double[1]));
        map.put("more", List.of(new char[1], new boolean[1], Map.of("a", List.of())));

        assertThatCode(() -> PlainData.check("output", map)).doesNotThrowAnyException();
        assertThatCode(() -> PlainData.check("output", null)).doesNotThrowAnyException();
    }

    @Test
    void firstPartThatIsNot_isNamedByItsPath() {
        assertRefused(Optional.empty(), "output: not plain data: java.util.Optional");
        assertRefused(List.of(1, Optional.empty()), "output[1]: not plain data: java.util.Optional");
        assertRefused(Map.of("a", List.of(Map.of("b", 'c'))), "output.a[0].b: not plain data: java.lang.Character");
        assertRefused(List.of(new Object[0], 1), "output[0]: not plain data: [Ljava.lang.Object;");
        assertRefused(Map.of("map", Map.of(1, 2)), "output.map: a key that is not a string: 1");
    }

    @Test
    void cycle_isRefusedAndDoesNotOverflowTheStack() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);

        assertThatThrownBy(() -> PlainData.check("output", cycle))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested deeper than 200, a cycle");
    }

    @Test
    void nested_asDeepAsAllowed_passes() {
        Object nested = "leaf";
        for (int depth = 0; depth <= 200; depth++) {
            nested = List.of(nested);
        }
        Object deepest = nested;

        assertThatCode(() -> PlainData.check("output", deepest)).doesNotThrowAnyException();
        assertThatThrownBy(() -> PlainData.check("output", List.of(deepest)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listThatIsTwiceInTheNext_andSoOn_isRefusedByTheNumberOfItsValues() {
        Object nested = "leaf";
        for (int depth = 0; depth < 60; depth++) {
            nested = List.of(nested, nested);
        }

        assertRefused(nested, "output: nested deeper than 200, a cycle, or 2^24 values and more");
        assertRefused(
                Map.of("in", List.of(nested)), "output: nested deeper than 200, a cycle, or 2^24 values and more");
    }

    @Test
    void manyValues_pass_alsoIfTheyAreTheSame() {
        Object hundred = Collections.nCopies(100, "leaf");

        assertThatCode(() -> PlainData.check("output", Collections.nCopies(160_000, hundred)))
                .doesNotThrowAnyException();
        assertRefused(
                Collections.nCopies(170_000, hundred),
                "output: nested deeper than 200, a cycle, or 2^24 values and more");
    }

    private static void assertRefused(Object value, String message) {
        assertThatThrownBy(() -> PlainData.check("output", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("descriptions")
    void describe_ofAnyValue_isShort(@Nullable Object value, String expected) {
        assertThat(PlainData.describe(value)).isEqualTo(expected);
    }

    private static Stream<Arguments> descriptions() {
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of("ten", "\"ten\""),
                Arguments.of(-5, "-5"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(2.5, "2.5"),
                Arguments.of(2.0, "2.0"),
                Arguments.of(-0.000001, "-0.000001"),
                Arguments.of(1.0 / 3, "0.333333"),
                Arguments.of(0.9999999, "1.0"),
                Arguments.of(Double.NaN, "NaN"),
                Arguments.of(Double.NEGATIVE_INFINITY, "-Infinity"),
                Arguments.of(1e300, "a number above 10^12"),
                Arguments.of(true, "true"),
                Arguments.of(List.of(1), "a list"),
                Arguments.of(Map.of(), "an object"),
                Arguments.of(new int[0], "an array"));
    }
}
