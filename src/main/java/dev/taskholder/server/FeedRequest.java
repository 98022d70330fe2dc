package dev.taskholder.server;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a feed: {@code /feed/harbour?page=0&size=20&delay=200&fail=cut&times=2&key=…}.
 *
 * @param page the page's number, from 0 (0)
 * @param size items on a page, 1 to 100 (20)
 * @param delayMillis how long the answer takes, 0 to 60 000 (0)
 * @param failure what is to go wrong (nothing)
 * @param times how often in a row it goes wrong until it goes well once, for each page of a feed and each key (always)
 * @param key who asks: the log and the failures are kept apart by it ({@code ""})
 */
record FeedRequest(FeedContent feed, int page, int size, int delayMillis, Failure failure, int times, String key) {
    static final String PATH = "/feed/";

    /** What can go wrong. */
    enum Failure {
        NONE(""),
        /** The answer has status 500. */
        STATUS("500"),
        /** The connection is cut in the middle of the answer. */
        CUT("cut"),
        /** The answer is whole, but no JSON. */
        JSON("json");

        private final String parameter;

        Failure(String parameter) {
            this.parameter = parameter;
        }
    }

    /**
     * Reads a request, null if there is no feed of that name.
     *
     * @throws IllegalArgumentException naming the parameter that is wrong and its value
     */
    static @Nullable FeedRequest of(Request request) {
        FeedContent feed = FeedContent.named(Request.getPathInContext(request).substring(PATH.length()));
        if (feed == null) {
            return null;
        }
        Fields query = Request.extractQueryParameters(request);
        return new FeedRequest(
                feed,
                integer(query, "page", 0, 0, 1_000_000),
                integer(query, "size", 20, 1, 100),
                integer(query, "delay", 0, 0, 60_000),
                failure(query),
                integer(query, "times", Integer.MAX_VALUE, 0, Integer.MAX_VALUE),
                text(query, "key"));
    }

    /** What distinguishes pages: each fails so many times. */
    String pageKey() {
        return key + "/" + feed.name() + "/" + size + "/" + page;
    }

    private static String text(Fields query, String name) {
        String value = query.getValue(name);
        return value == null ? "" : value;
    }

    private static int integer(Fields query, String name, int missing, int min, int max) {
        String value = text(query, name);
        if (value.isEmpty()) {
            return missing;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The same answer as for a number out of range.
        }
        throw new IllegalArgumentException(name + ": expected " + min + " to " + max + ", got \"" + value + "\"");
    }

    private static Failure failure(Fields query) {
        String value = text(query, "fail");
        for (Failure failure : Failure.values()) {
            if (failure.parameter.equals(value)) {
                return failure;
            }
        }
        throw new IllegalArgumentException("fail: expected 500, cut or json, got \"" + value + "\"");
    }
}
