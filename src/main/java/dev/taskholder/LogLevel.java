package dev.taskholder;

/** How much a log line matters, in the words of a browser's console. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR
}
