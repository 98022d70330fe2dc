package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * A message that wants an answer. One that the page sends by {@code task.request(message)} comes out of the inbox as a request, in
 * order with the other messages:
 *
 * <pre>{@code
 * if (context.inbox().receive() instanceof Request request) {
 *     request.reply(search(request.message()));
 * }
 * }</pre>
 *
 * The first answer counts, later ones do nothing. What is never answered is rejected on the page when the task ends.
 */
public final class Request {
    /** Told the one answer. Must not block or throw. */
    public interface Listener {
        void replied(@Nullable Object value);

        void failed(Throwable cause);
    }

    private final @Nullable Object message;
    private final Listener listener;
    private boolean answered;

    /** Makes a request whose answer {@code listener} is told. */
    public Request(@Nullable Object message, Listener listener) {
        this.message = message;
        this.listener = listener;
    }

    /** What is asked: plain data. */
    public @Nullable Object message() {
        return message;
    }

    /** Whether it has its answer. */
    public boolean isAnswered() {
        return answered;
    }

    /**
     * Answers with {@code value}. Never waits.
     *
     * @throws IllegalArgumentException if {@code value} is not {@linkplain PlainData plain data}; the message names the path
     */
    public void reply(@Nullable Object value) {
        PlainData.check("reply", value);
        if (!answered) {
            answered = true;
            listener.replied(value);
        }
    }

    /** Answers that it went wrong; whoever asked gets an error with {@code cause}. Never waits. */
    public void fail(Throwable cause) {
        if (!answered) {
            answered = true;
            listener.failed(cause);
        }
    }
}
