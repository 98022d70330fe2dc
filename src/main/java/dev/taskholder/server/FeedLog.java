package dev.taskholder.server;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of the requests for feeds, as the server saw it; kept apart by key. Of the keys it remembers the last so many, of each
 * the last so many requests. Safe from any thread.
 */
final class FeedLog {
    private static final int MAX_KEYS = 1000;
    private static final int MAX_REQUESTS = 100;
    private static final int MAX_PAGES = 10_000;

    /** How a request can stand. */
    enum Outcome {
        /** Not answered yet. */
        RUNNING,
        /** Answered with a page. */
        FINISHED,
        /** Answered with the error asked for. */
        FAILED,
        /** The client closed the connection before it was answered. */
        ABORTED
    }

    private final Map<String, Requests> byKey = new Forgetful<>(MAX_KEYS);
    private final Map<String, Integer> failuresByPage = new Forgetful<>(MAX_PAGES);

    /** A request begins. */
    synchronized Entry begin(FeedRequest request) {
        return byKey.computeIfAbsent(request.key(), key -> new Requests()).begin(request);
    }

    /** Whether this one is to go wrong; counts it. */
    synchronized boolean nextFails(FeedRequest request) {
        if (request.failure() == FeedRequest.Failure.NONE) {
            return false;
        }
        int before = failuresByPage.getOrDefault(request.pageKey(), 0);
        boolean fails = before < request.times();
        failuresByPage.put(request.pageKey(), fails ? before + 1 : 0);
        return fails;
    }

    /**
     * The requests of {@code key} as JSON, the latest last: {@code { "now", "started", "finished", "failed", "aborted", "requests": [{
     * "feed", "page", "outcome", "startedAt", "endedAt" }] }}, moments in milliseconds since 1970; without endedAt while it runs.
     */
    synchronized String toJson(String key) {
        return byKey.getOrDefault(key, new Requests()).toJson();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The requests of one key. */
    private static final class Requests {
        private final ArrayDeque<Entry> latest = new ArrayDeque<>();
        private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        private int started;

        Entry begin(FeedRequest request) {
            if (latest.size() == MAX_REQUESTS) {
                latest.remove();
            }
            Entry entry = new Entry(request, this);
            latest.add(entry);
            started++;
            return entry;
        }

        String toJson() {
            return "{\"now\":" + System.currentTimeMillis() + ",\"started\":" + started
                    + count(Outcome.FINISHED) + count(Outcome.FAILED) + count(Outcome.ABORTED)
                    + latest.stream().map(Entry::toJson).collect(Collectors.joining(",", ",\"requests\":[", "]}"));
        }

        private String count(Outcome outcome) {
            return ",\"" + lower(outcome) + "\":" + counts.getOrDefault(outcome, 0);
        }
    }

    /** One request. */
    static final class Entry {
        private final FeedRequest request;
        private final Requests requests;
        private final long startedAt = System.currentTimeMillis();
        private @Nullable Long endedAt;
        private Outcome outcome = Outcome.RUNNING;

        private Entry(FeedRequest request, Requests requests) {
            this.request = request;
            this.requests = requests;
        }

        private String toJson() {
            return "{\"feed\":\"" + request.feed().name() + "\",\"page\":" + request.page() + ",\"outcome\":\""
                    + lower(outcome) + "\",\"startedAt\":" + startedAt
                    + (endedAt == null ? "}" : ",\"endedAt\":" + endedAt + "}");
        }
    }

    /** A request has ended, now. Of one that is said to have ended before, only this holds. */
    synchronized void end(Entry entry, Outcome outcome) {
        if (entry.outcome != Outcome.RUNNING) {
            entry.requests.counts.merge(entry.outcome, -1, Integer::sum);
        }
        entry.outcome = outcome;
        entry.endedAt = System.currentTimeMillis();
        entry.requests.counts.merge(outcome, 1, Integer::sum);
    }

    /** Forgets the eldest when there are too many. */
    private static final class Forgetful<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        private final int limit;

        Forgetful(int limit) {
            this.limit = limit;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > limit;
        }
    }
}
