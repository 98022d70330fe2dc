package dev.taskholder.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers {@code GET /feed/…} with {@linkplain FeedRequest pages of a feed}, and {@code GET /feed-log?key=…} with what it has seen. */
final class FeedHandler extends Handler.Abstract.NonBlocking {
    private final FeedLog log = new FeedLog();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!HttpMethod.GET.is(request.getMethod())) {
            return false;
        } else if (path.equals("/feed-log")) {
            tellLog(request, response, callback);
            return true;
        } else if (!path.startsWith(FeedRequest.PATH)) {
            return false;
        }
        FeedRequest asked;
        try {
            asked = FeedRequest.of(request);
        } catch (IllegalArgumentException e) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, e.getMessage());
            return true;
        }
        if (asked == null) {
            return false;
        }
        FeedAnswer.begin(asked, response, callback, log);
        return true;
    }

    private void tellLog(Request request, Response response, Callback callback) {
        String key = Request.extractQueryParameters(request).getValue("key");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, log.toJson(key == null ? "" : key), callback);
    }
}
