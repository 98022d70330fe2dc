package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DataTest {
    @Test
    void fields_ofTheRightType_areRead() {
        Data input = Data.of(Map.of(
                "int", 7, "long", 1L << 40, "double", 1.5, "boolean", true, "string", "text", "bytes", new byte[] {1}));

        assertThat(input.getInt("int")).isEqualTo(7);
        assertThat(input.getLong("long")).isEqualTo(1L << 40);
        assertThat(input.getDouble("double")).isEqualTo(1.5);
        assertThat(input.getBoolean("boolean")).isTrue();
        assertThat(input.getString("string")).isEqualTo("text");
        assertThat(input.getBytes("bytes")).containsExactly(1);
    }

    @Test
    void numbers_convertWhereNoDigitIsLost() {
        Data input = Data.of(Map.of("whole", 5.0, "int", 5, "long", 5L));

        assertThat(input.getInt("whole")).isEqualTo(5);
        assertThat(input.getLong("whole")).isEqualTo(5);
        assertThat(input.getInt("long")).isEqualTo(5);
        assertThat(input.getDouble("int")).isEqualTo(5.0);
    }

    @Test
    void numbers_whereADigitWouldBeLost_areRefused() {
        Data input = Data.of(Map.of(
                "broken",
                1.5,
                "big",
                1L << 40,
                "nan",
                Double.NaN,
                "infinite",
                Double.POSITIVE_INFINITY,
                "odd",
                (1L << 53) + 1));

        assertRefused(() -> input.getInt("broken"), "input.broken: expected an integer, got 1.5");
        assertRefused(() -> input.getInt("big"), "input.big: expected an integer of 32 bits, got 1099511627776");
        assertRefused(() -> input.getInt("nan"), "input.nan: expected an integer, got NaN");
        assertRefused(() -> input.getLong("infinite"), "input.infinite: expected an integer, got Infinity");
        assertRefused(
                () -> input.getDouble("odd"),
                "input.odd: expected a number that a double can hold, got 9007199254740993");
    }

    @Test
    void values_thatAreWrongForTheTaskAlone_areRefusedInTheSameWords() {
        Data input = Data.of(Map.of("side", 0, "from", List.of(7, 3)));

        assertThat(input.field("side").mismatch("1 to 100")).hasMessage("input.side: expected 1 to 100, got 0");
        assertThat(input.field("from").mismatch("a free cell", "[7, 3], a wall"))
                .hasMessage("input.from: expected a free cell, got [7, 3], a wall");
        assertThat(input.field("to").mismatch("a free cell")).hasMessage("input.to: missing, expected a free cell");
    }

    @Test
    void wrongTypes_areRefusedWithPathAndValue() {
        Data input =
                Data.of(Map.of("below", "ten", "text", 5, "list", List.of(1), "map", Map.of(), "bytes", new int[0]));

        assertRefused(() -> input.getInt("below"), "input.below: expected an integer, got \"ten\"");
        assertRefused(() -> input.getDouble("below"), "input.below: expected a number, got \"ten\"");
        assertRefused(() -> input.getString("text"), "input.text: expected a string, got 5");
        assertRefused(() -> input.getBoolean("text"), "input.text: expected a boolean, got 5");
        assertRefused(() -> input.getInt("list"), "input.list: expected an integer, got a list");
        assertRefused(() -> input.getList("map"), "input.map: expected a list, got an object");
        assertRefused(() -> input.getData("text"), "input.text: expected an object, got 5");
        assertRefused(() -> input.getBytes("bytes"), "input.bytes: expected bytes, got an array");
    }

    @Test
    void missingOrNullFields_areRefused() {
        Data input = Data.of(null);

        assertRefused(() -> input.getInt("below"), "input.below: missing, expected an integer");
        assertRefused(() -> input.getLong("below"), "input.below: missing, expected an integer");
        assertRefused(() -> input.getDouble("x"), "input.x: missing, expected a number");
        assertRefused(() -> input.getBoolean("on"), "input.on: missing, expected a boolean");
        assertRefused(() -> input.getString("text"), "input.text: missing, expected a string");
        assertRefused(() -> input.getBytes("bytes"), "input.bytes: missing, expected bytes");
        assertRefused(() -> input.getData("map"), "input.map: missing, expected an object");
        assertRefused(() -> input.getList("list"), "input.list: missing, expected a list");
    }

    @Test
    void missingFields_haveTheirDefault_wrongOnesDoNot() {
        Data input = Data.of(Map.of("wrong", "x"));

        assertThat(input.getInt("n", 1)).isEqualTo(1);
        assertThat(input.getLong("n", 2L)).isEqualTo(2L);
        assertThat(input.getDouble("n", 0.5)).isEqualTo(0.5);
        assertThat(input.getBoolean("n", true)).isTrue();
        assertThat(input.getString("n", "text")).isEqualTo("text");
        assertRefused(() -> input.getInt("wrong", 1), "input.wrong: expected an integer, got \"x\"");
    }

    @Test
    void nestedValues_areCalledByTheirPath() {
        Data input = Data.of(Map.of("view", Map.of("from", List.of(1, "two"))));

        List<Data> from = input.getData("view").getList("from");

        assertThat(from.get(0).asInt()).isEqualTo(1);
        assertThatThrownBy(() -> from.get(1).asInt())
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.path()).isEqualTo("input.view.from[1]"))
                .hasMessage("input.view.from[1]: expected an integer, got \"two\"");
    }

    @Test
    void value_thatIsNoObject_isRefused() {
        assertRefused(() -> Data.of("text").getInt("n"), "input: expected an object, got \"text\"");
        assertRefused(() -> Data.at("message", 5).has("n"), "message: expected an object, got 5");
    }

    private static void assertRefused(ThrowingCallable read, @Nullable String message) {
        assertThatThrownBy(read).isInstanceOf(DataException.class).hasMessage(message);
    }

    @Test
    void countsAndDurations_belowZero_areRefusedWithTheirPath() {
        Data data = Data.of(Map.of("count", -1, "millis", -5L));

        assertThatThrownBy(() -> data.getCount("count")).hasMessage("input.count: expected an integer ≥ 0, got -1");
        assertThatThrownBy(() -> data.getCount("count", 3)).hasMessage("input.count: expected an integer ≥ 0, got -1");
        assertThatThrownBy(() -> data.getMillis("millis"))
                .hasMessage("input.millis: expected milliseconds ≥ 0, got -5");
        assertThat(data.getCount("other", 3)).isEqualTo(3);
        assertThat(data.getMillis("other", 7)).isEqualTo(7);
    }
}
