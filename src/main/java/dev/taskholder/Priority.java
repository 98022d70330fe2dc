package dev.taskholder;

/** How soon a ready task gets its turn, in the words of the web's Prioritized Task Scheduling. No level starves another. */
public enum Priority {
    /** Somebody is waiting for it. */
    USER_BLOCKING,
    /** The default. */
    USER_VISIBLE,
    /** Whenever nothing else is to be done, and now and then even so. */
    BACKGROUND
}
