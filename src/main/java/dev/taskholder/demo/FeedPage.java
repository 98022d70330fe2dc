package dev.taskholder.demo;

import dev.taskholder.Data;
import dev.taskholder.DataException;
import dev.taskholder.JsException;
import dev.taskholder.TaskContext;
import dev.taskholder.browser.Fetch;
import dev.taskholder.browser.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a feed, read whole: {@code { items: […], next: 1 }}.
 *
 * @param next the number of the page after it, −1 at the end
 */
record FeedPage(List<Data> items, int next) {
    static final int NONE = -1;

    /** Where pages come from: the network, or a test. */
    @FunctionalInterface
    interface Source {
        /**
         * Waits for a page.
         *
         * @throws JsException if the connection broke or what came is no JSON
         * @throws BadStatusException if the server says that something is wrong
         * @throws DataException if what came is not a page
         */
        FeedPage get(TaskContext context, String url);
    }

    /** The server answered, but not with a page. */
    static final class BadStatusException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final int TIMEOUT = 408;
        private static final int TOO_EARLY = 425;
        private static final int TOO_MANY = 429;

        final int status;

        BadStatusException(int status) {
            super("the server answered with status " + status);
            this.status = status;
        }

        /** Whether the same request would be answered so again: the fault is the asker's, and not that it came too soon. */
        boolean isFinal() {
            return status >= 400 && status < 500 && status != TIMEOUT && status != TOO_EARLY && status != TOO_MANY;
        }
    }

    /** The {@link Source} that is the network. */
    static FeedPage fetch(TaskContext context, String url) {
        Response response = Fetch.get(url).send(context);
        if (!response.isOk()) {
            response.close();
            throw new BadStatusException(response.status());
        }
        return of(response.json());
    }

    /** Reads what a server sent. */
    static FeedPage of(@Nullable Object json) {
        Data page = Data.at("page", json);
        return new FeedPage(page.getList("items"), page.getCount("next", NONE));
    }
}
