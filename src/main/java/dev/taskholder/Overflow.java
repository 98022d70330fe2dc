package dev.taskholder;

/** What a channel does with an element for which it has no room. What it drops is reported undelivered. */
public enum Overflow {
    /** The sender waits: backpressure. The default. */
    SUSPEND,
    /** The oldest element inside makes room; with capacity 1 the receiver sees only the latest, a "conflated" channel. */
    DROP_OLDEST,
    /** The element is dropped that is being sent. */
    DROP_LATEST
}
