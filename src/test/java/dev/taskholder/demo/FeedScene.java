package dev.taskholder.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Data;
import dev.taskholder.LogLevel;
import dev.taskholder.TaskContext;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskOptions;
import dev.taskholder.testing.Trail;
import dev.taskholder.testing.VirtualHost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A feed of 7 items that answers after 10 ms of virtual time, and the tasks that read it. */
final class FeedScene implements FeedPage.Source, TaskListener<Integer>, AutoCloseable {
    static final int DELAY_MILLIS = 10;
    private static final int ITEMS = 7;

    final VirtualHost host = new VirtualHost();
    /** Requests, as the feed saw them. */
    final Trail requests = new Trail();

    final List<@Nullable Object> outputs = new ArrayList<>();
    final List<Double> progress = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    private final TaskHolder holder = new TaskHolder(host);
    /** What goes wrong with the next requests, empty if nothing does. */
    private final Queue<Optional<RuntimeException>> failures = new ArrayDeque<>();

    /** The next request that nothing was said of yet goes wrong in this way. */
    void failNext(RuntimeException failure) {
        failures.add(Optional.of(failure));
    }

    /** The next request that nothing was said of yet goes well. */
    void succeedNext() {
        failures.add(Optional.empty());
    }

    TaskHandle<Integer> spawn(Map<String, Object> input) {
        return spawn(input, TaskOptions.DEFAULTS);
    }

    TaskHandle<Integer> spawn(Map<String, Object> input, TaskOptions options) {
        return spawn(this, input, options);
    }

    /** The same with pages from elsewhere. */
    TaskHandle<Integer> spawn(FeedPage.Source source, Map<String, Object> input, TaskOptions options) {
        return holder.spawn("feed", new Feed(source), Data.of(input), options, this);
    }

    void cancel(TaskHandle<?> task) {
        task.cancel(null);
        host.runReady();
    }

    /** {@inheritDoc} The feed itself: reads {@code size} and {@code page} off the URL's end. */
    @Override
    public FeedPage get(TaskContext context, String url) {
        requests.add(url);
        context.sleep(DELAY_MILLIS);
        Optional<RuntimeException> failure = failures.poll();
        if (failure != null && failure.isPresent()) {
            throw failure.get();
        }
        int size = Integer.parseInt(url.replaceAll(".*size=(\\d+).*", "$1"));
        int page = Integer.parseInt(url.replaceAll(".*page=(\\d+).*", "$1"));
        int end = Math.min((page + 1) * size, ITEMS);
        Map<String, @Nullable Object> json = new HashMap<>();
        json.put("items", IntStream.range(page * size, end).boxed().toList());
        json.put("next", end < ITEMS ? page + 1 : null);
        return FeedPage.of(json);
    }

    @Override
    public void output(@Nullable Object output) {
        outputs.add(output);
    }

    @Override
    public void progress(double done) {
        progress.add(done);
    }

    @Override
    public void log(LogLevel level, String text) {
        assertThat(level).isEqualTo(LogLevel.WARN);
        warnings.add(text);
    }

    /** Checks that nothing is left behind. */
    @Override
    public void close() {
        host.close();
    }
}
