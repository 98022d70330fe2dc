package dev.taskholder.browser;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/** What is used of the Fetch, Streams and Encoding standards; JSO declares little of them. The same in a worker and in a window. */
final class FetchApi {
    private FetchApi() {}

    @JSBody(script = "return new AbortController();")
    static native JSObject newAbortController();

    @JSBody(params = "controller", script = "controller.abort();")
    static native void abort(JSObject controller);

    /** Never throws: a bad URL, method or header rejects the promise. */
    @JSBody(
            params = {"url", "init", "headers", "controller"},
            script = "return fetch(url, Object.assign({ headers: headers, signal: controller.signal }, init));")
    static native JSPromise<JSObject> fetch(String url, JSObject init, JSObject headers, JSObject controller);

    @JSBody(params = "response", script = "return response.status;")
    static native int status(JSObject response);

    /** Null if there is none, and for what cannot be a name. */
    @JSBody(
            params = {"response", "name"},
            script = "try { return response.headers.get(name); } catch (e) { return null; }")
    static native @Nullable String header(JSObject response, String name);

    /** The only reader of the body; a response without a body has an empty one. */
    @JSBody(params = "response", script = "return (response.body || new Response('').body).getReader();")
    static native JSObject reader(JSObject response);

    /** A Uint8Array, null at the end. */
    @JSBody(
            params = "reader",
            script = "return reader.read().then(function(read) { return read.done ? null : read.value; });")
    static native JSPromise<JSObject> read(JSObject reader);

    /** The text of bytes in UTF-8, as {@code Response.text()} has it: without a byte order mark, � for what is none. */
    @JSBody(
            params = "chunks",
            script = "var decoder = new TextDecoder();"
                    + "return chunks.map(function(chunk) { return decoder.decode(chunk, { stream: true }); }).join('')"
                    + " + decoder.decode();")
    static native String text(JSArray<JSObject> chunks);

    /** Rejected with a SyntaxError if it is no JSON. */
    @JSBody(params = "text", script = "return new Promise(function(fulfil) { fulfil(JSON.parse(text)); });")
    static native JSPromise<JSObject> parseJson(String text);
}
