package dev.taskholder;

/** Thrown by {@link Receiver#receive} when the channel is closed and everything in it has been received. */
public final class ChannelClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChannelClosedException() {
        super("the channel is closed and empty");
    }
}
