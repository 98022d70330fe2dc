package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Errors of JavaScript in Java. */
final class JsExceptionTest {
    @Test
    void error_keepsNameMessageStackAndCause() {
        JsException cause = new JsException("RangeError", "too far", "", null);
        JsException error = new JsException("TypeError", "network error", "at fetch (a.js:1)", cause);

        assertThat(error.errorName()).isEqualTo("TypeError");
        assertThat(error).hasMessage("network error").hasCause(cause);
        assertThat(error.jsStack()).isEqualTo("at fetch (a.js:1)");
        assertThat(error).hasToString("dev.taskholder.JsException: TypeError: network error");
    }

    @Test
    void thrownValueThatIsNoError_isItsText() {
        JsException thrown = new JsException("", "just a string", "", null);

        assertThat(thrown)
                .hasToString("dev.taskholder.JsException: just a string")
                .hasNoCause();
    }
}
