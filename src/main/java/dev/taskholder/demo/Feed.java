package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.DataException;
import dev.taskholder.JsException;
import dev.taskholder.LogLevel;
import dev.taskholder.NoCheckpoints;
import dev.taskholder.Receipt;
import dev.taskholder.Receiver;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed page by page, as fast as its reader takes the items: the output queue is bounded, so the next page is asked for
 * when the items of the last one are in it. The article this project began with imagined it as its first use.
 *
 * <p>A page that cannot be had is asked for again, until the task is cancelled: after 1 s of the task's clock, then 2 s, and so on
 * up to 30 s, or at once when any message comes in. Items are put out only when their page has been read whole, so a page that
 * breaks off in the middle shows nothing twice. A page that the server refuses, with a status from 400 to 499 other than 408, 425 and
 * 429, is not asked for again: it would be refused again. The task reports it and fails.
 */
@NoCheckpoints // each of its loops waits for the network or for the page in every round
public final class Feed implements Task<Data, Integer> {
    private static final int FIRST_RETRY_MILLIS = 1000;
    private static final int MAX_RETRY_MILLIS = 30_000;
    private static final int NO_RETRY = -1;

    private final FeedPage.Source source;

    /** A task that reads from the network. */
    public Feed() {
        this(FeedPage::fetch);
    }

    Feed(FeedPage.Source source) {
        this.source = source;
    }

    /**
     * Input {@code url} (absolute, of a feed that answers to {@code page} and {@code size}), {@code pageSize} (20), {@code maxPages} (0
     * = to the end), {@code skip} (0 = none): how many items from the beginning the reader has already.
     *
     * <p>Outputs: each item as it came; and for each failure {@code { error: { message, status, attempt, retryInMillis } }}, with
     * status 0 if no answer came, and without retryInMillis if the page was refused. Progress: 0 when a page is asked for, 1 when it is there. Result: the number of pages read.
     */
    @Override
    public Integer run(Data input, TaskContext context) {
        String url = input.getString("url");
        int pageSize = input.getCount("pageSize", 20);
        if (pageSize == 0) {
            throw new IllegalArgumentException("input.pageSize: expected at least 1, got 0");
        }
        int maxPages = input.getCount("maxPages", 0);
        int skip = input.getCount("skip", 0);

        String prefix = url + (url.indexOf('?') < 0 ? "?" : "&") + "size=" + pageSize + "&page=";
        int next = skip / pageSize;
        int first = skip % pageSize;
        int pages = 0;
        while (next != FeedPage.NONE && (maxPages == 0 || pages < maxPages)) {
            FeedPage page = read(prefix + next, context);
            context.progress(1);
            for (int i = first; i < page.items().size(); i++) {
                context.emit(page.items().get(i).value());
            }
            pages++;
            first = 0;
            next = page.next();
        }
        return pages;
    }

    private FeedPage read(String url, TaskContext context) {
        int retryMillis = FIRST_RETRY_MILLIS;
        for (int attempt = 1; ; attempt++) {
            context.progress(0);
            RuntimeException failure;
            int status = 0;
            try {
                return source.get(context, url);
            } catch (FeedPage.BadStatusException e) {
                if (e.isFinal()) {
                    context.emit(report(e, e.status, attempt, NO_RETRY));
                    throw e;
                }
                failure = e;
                status = e.status;
            } catch (JsException | DataException e) {
                failure = e;
            }
            context.log(LogLevel.WARN, url + ": " + failure.getMessage() + "; again in " + retryMillis + " ms");
            discard(context.inbox()); // asked for before the reader knew of this failure
            context.emit(report(failure, status, attempt, retryMillis));
            waitForRetry(retryMillis, context);
            retryMillis = Math.min(2 * retryMillis, MAX_RETRY_MILLIS);
        }
    }

    private static Map<String, @Nullable Object> report(
            RuntimeException failure, int status, int attempt, int retryInMillis) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", failure.getMessage());
        error.put("status", status);
        error.put("attempt", attempt);
        if (retryInMillis != NO_RETRY) {
            error.put("retryInMillis", retryInMillis);
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("error", error);
        return output;
    }

    private static void waitForRetry(int millis, TaskContext context) {
        if (context.inbox().tryReceive(millis) instanceof Receipt.Closed) {
            context.sleep(millis); // nobody can ask any more
        }
    }

    private static void discard(Receiver<Object> inbox) {
        while (inbox.tryReceive() instanceof Receipt.Received) {
            // The next one.
        }
    }
}
