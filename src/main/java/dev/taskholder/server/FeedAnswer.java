package dev.taskholder.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The answer to one request for a page of a feed. It waits on a timer, not on a thread.
 *
 * <p>While it waits it writes a space now and then, which JSON allows before a value. HTTP/1.1 has no message that says "I do not
 * want it any more": a client closes the connection, and a server that only waits does not look. The write after the first that
 * meets a closed connection fails, so the server knows at most two beats later.
 */
final class FeedAnswer {
    private static final int BEAT_MILLIS = 10;
    private static final byte[] SPACE = {' '};

    private final FeedRequest request;
    private final Response response;
    private final Callback callback;
    private final Scheduler scheduler;
    private final FeedLog log;
    private final FeedLog.Entry entry;
    private final FeedRequest.Failure failure;
    private final long startNanos = System.nanoTime();

    private FeedAnswer(FeedRequest request, Response response, Callback callback, FeedLog log) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.scheduler = response.getRequest().getComponents().getScheduler();
        this.log = log;
        this.entry = log.begin(request);
        this.failure = log.nextFails(request) ? request.failure() : FeedRequest.Failure.NONE;
    }

    /** Answers {@code request} in its time; completes {@code callback} in the end. */
    static void begin(FeedRequest request, Response response, Callback callback, FeedLog log) {
        FeedAnswer answer = new FeedAnswer(request, response, callback, log);
        boolean broken = answer.failure == FeedRequest.Failure.STATUS;
        response.setStatus(broken ? HttpStatus.INTERNAL_SERVER_ERROR_500 : HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        answer.beat();
    }

    private void beat() {
        long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        long leftMillis = request.delayMillis() - elapsedMillis;
        if (leftMillis <= 0) {
            finish();
        } else {
            long pauseMillis = Math.min(leftMillis, BEAT_MILLIS);
            write(false, SPACE, () -> scheduler.schedule(this::beat, pauseMillis, TimeUnit.MILLISECONDS));
        }
    }

    private void finish() {
        byte[] page = request.feed().page(request.page(), request.size()).getBytes(StandardCharsets.UTF_8);
        switch (failure) {
            case NONE -> writeLast(page, FeedLog.Outcome.FINISHED);
            case STATUS ->
                writeLast("{\"error\":\"on demand\"}".getBytes(StandardCharsets.UTF_8), FeedLog.Outcome.FAILED);
            case JSON -> writeLast(half(page), FeedLog.Outcome.FAILED);
            case CUT ->
                write(false, half(page), () -> {
                    log.end(entry, FeedLog.Outcome.FAILED);
                    callback.failed(new EofException("cut on demand"));
                });
        }
    }

    /** Logs first: a client that has the answer finds it in the log. If the write fails, it has not been answered after all. */
    private void writeLast(byte[] bytes, FeedLog.Outcome outcome) {
        log.end(entry, outcome);
        write(true, bytes, callback::succeeded);
    }

    private void write(boolean last, byte[] bytes, Runnable then) {
        response.write(last, ByteBuffer.wrap(bytes), Callback.from(then, cause -> {
            log.end(entry, FeedLog.Outcome.ABORTED);
            callback.failed(cause);
        }));
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }
}
