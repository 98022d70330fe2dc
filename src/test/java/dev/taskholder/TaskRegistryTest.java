package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TaskRegistryTest {
    private final TaskRegistry registry = TaskRegistry.create().add("b", () -> (input, context) -> 1);

    @Test
    void names_areInTheOrderAdded() {
        registry.add("a", () -> (input, context) -> 2);

        assertThat(registry.names()).containsExactly("b", "a");
    }

    @Test
    void add_ofATakenName_isRefused() {
        assertThatThrownBy(() -> registry.add("b", () -> (input, context) -> 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name: registered twice: b");
    }

    @Test
    void add_ofABlankName_isRefused() {
        assertThatThrownBy(() -> registry.add(" ", () -> (input, context) -> 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name: blank: \" \"");
    }

    @Test
    void find_ofAnUnknownName_isNull() {
        assertThat(registry.find("nope")).isNull();
    }
}
