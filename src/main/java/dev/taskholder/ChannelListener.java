package dev.taskholder;

/** Watches one channel for the runtime. */
interface ChannelListener<T> extends Channel.Undelivered<T> {
    /** An element left the channel by being received. */
    default void received() {}
}
