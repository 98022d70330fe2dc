package dev.taskholder.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class whose methods ask for a {@link Browser}, or for a {@link Client} on a fresh page of it: one server on a free
 * port and one browser for the whole run.
 *
 * <p>What is on screen when a test fails is saved under {@code target/e2e-failures/<class>.<method>/}.
 *
 * <pre>{@code
 * @InBrowser
 * final class DemoIT {
 *     @Test
 *     void demo_isTitled(Browser browser) {
 *         browser.open("");
 *         assertThat(browser.driver().getTitle()).isEqualTo("Taskholder");
 *     }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserExtension.class)
@interface InBrowser {
    /** Whether the class gets a browser that no other test has used: what they left running there would count. */
    boolean ofItsOwn() default false;
}
