package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@InBrowser
final class SmokeIT {
    @Test
    void page_isCrossOriginIsolated(Browser browser) {
        browser.openBlank();

        assertThat(browser.run("return crossOriginIsolated")).isEqualTo(true);
    }

    @Test
    void script_importsModules(Browser browser) {
        browser.openBlank();

        Object answer = browser.run("const { load } = await import('/web/wasm/runtime.js'); return typeof load;");

        assertThat(answer).isEqualTo("function");
    }

    @Test
    void script_returnsJson(Browser browser) {
        browser.openBlank();

        Object answer = browser.run("await null; return { list: [1, 'two', null, 0.5], args };", "a", 2);

        assertThat(answer).isEqualTo(Map.of("list", Arrays.asList(1L, "two", null, 0.5), "args", List.of("a", 2L)));
        assertThat(browser.run("")).isNull();
    }

    @Test
    void script_thatFails_isAnErrorWithNameCodeAndMessage(Browser browser) {
        browser.openBlank();

        assertThatThrownBy(() -> browser.run("throw Object.assign(new RangeError('too far'), { code: 'FAR' })"))
                .isInstanceOfSatisfying(ScriptError.class, error -> {
                    assertThat(error.name()).isEqualTo("RangeError");
                    assertThat(error.code()).isEqualTo("FAR");
                    assertThat(error.message()).isEqualTo("too far");
                });
    }
}
