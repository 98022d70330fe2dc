package dev.taskholder.browser;

import dev.taskholder.JsException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Turns what JavaScript threw, which can be any value, into a {@link JsException}. */
final class JsErrors {
    /** More causes than this are cut off; a chain that long is a cycle. */
    private static final int MAX_CAUSES = 20;

    private JsErrors() {}

    /** An exception that keeps the name, message, stack and cause of {@code thrown}. */
    static JsException of(JSObject thrown) {
        return of(thrown, 0);
    }

    private static JsException of(JSObject thrown, int depth) {
        Facts facts = factsOf(thrown);
        JSObject cause = facts.getCause();
        boolean caused = depth < MAX_CAUSES && JsKind.of(cause) != JsKind.NULL;
        return new JsException(
                facts.getName(), facts.getMessage(), facts.getStack(), caused ? of(cause, depth + 1) : null);
    }

    /** What has a name and a message is an error, also one of another realm; of anything else its text, an object's as JSON. */
    @JSBody(
            params = "v",
            script = "try {"
                    + "if (v && typeof v === 'object' && typeof v.name === 'string' && typeof v.message === 'string')"
                    + " return { name: v.name, message: v.message, stack: typeof v.stack === 'string' ? v.stack : '',"
                    + " cause: v.cause };"
                    + "return { name: '', message: v && typeof v === 'object' ? JSON.stringify(v) : String(v), stack: '' };"
                    + "} catch (e) { return { name: '', message: 'a value without a text', stack: '' }; }")
    private static native Facts factsOf(@Nullable JSObject v);

    /** What is asked of an error, all of it once and guarded: its properties may be getters that throw. */
    private interface Facts extends JSObject {
        @JSProperty
        String getName();

        @JSProperty
        String getMessage();

        @JSProperty
        String getStack();

        @JSProperty
        JSObject getCause();
    }
}
