package dev.taskholder.programs;

/**
 * What a call brought to the one who made it.
 *
 * @param channel the channel that an element came from, {@link #NONE} if none did
 * @param element the element received, {@link #NONE} if none was
 */
record Seen(Result result, int channel, int element) {
    enum Result {
        /** It did what it is for: sent, received, slept, ended with success. */
        DONE,
        /** It did nothing: no room, nothing there, the time was over, nobody to command. */
        NOTHING,
        /** The channel was closed. */
        CLOSED,
        /** It threw that the fiber is to stop. */
        INTERRUPTED,
        FAILED,
        /** The task, or the one that was joined, was cancelled. */
        CANCELLED
    }

    static final int NONE = -1;

    static Seen of(Result result) {
        return new Seen(result, NONE, NONE);
    }

    static Seen received(int channel, int element) {
        return new Seen(Result.DONE, channel, element);
    }

    @Override
    public String toString() {
        return result + (element == NONE ? "" : " " + element + " from channel " + channel);
    }
}
