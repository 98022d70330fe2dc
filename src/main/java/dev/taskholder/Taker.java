package dev.taskholder;

/** What a {@link Place} in the line of those who receive from a {@link Channel} is as well. */
interface Taker<T> {
    /** Here is what was waited for. Out of line already. */
    void give(Receipt<T> receipt);
}
