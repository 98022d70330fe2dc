package dev.taskholder.wire;

/** The version of the protocol. */
final class Protocol {
    /** Raised by one whenever a page of the version before could not talk to a worker of this one. */
    static final int VERSION = 2;

    private Protocol() {}
}
