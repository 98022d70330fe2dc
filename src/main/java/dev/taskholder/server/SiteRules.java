package dev.taskholder.server;

import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What holds for every request, whatever the file: only GET and HEAD, nothing hidden, and the headers of a cross-origin isolated
 * site (https://html.spec.whatwg.org/#cross-origin-isolation), without which a page has no shared memory.
 */
final class SiteRules extends Handler.Wrapper {
    private static final HttpField[] HEADERS = {
        new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"),
        new PreEncodedHttpField("Cross-Origin-Embedder-Policy", "require-corp"),
        new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
        // "Ask before using your copy": a rebuilt file is seen at the next reload.
        new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-cache"),
    };

    SiteRules(Handler files) {
        super(files);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        for (HttpField header : HEADERS) {
            response.getHeaders().put(header);
        }
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        if (isHidden(Request.getPathInContext(request))) {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** Hidden: a file or folder whose name begins with a dot, at any depth, and the build's own {@code /target}. */
    static boolean isHidden(String decodedPath) {
        String path = decodedPath.toLowerCase(Locale.ROOT) + "/";
        return path.contains("/.") || path.startsWith("/target/");
    }
}
