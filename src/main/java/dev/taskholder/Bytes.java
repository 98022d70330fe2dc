package dev.taskholder;

/**
 * A block of bytes that is passed on without being looked into: an {@code ArrayBuffer} of the page, which is not copied into the Java
 * heap until {@link #toArray} is called, nor back when it is sent to the page again. What that costs does not depend on its size.
 *
 * <pre>{@code
 * Bytes image = (Bytes) context.inbox().receive(); // the page sent an ArrayBuffer in its transfer list
 * context.emit(image);                             // and gets that very memory back
 * }</pre>
 *
 * As in a transfer between pages, bytes sent from the browser's worker are given away: afterwards they are empty here, and sending them
 * again is an error. They may be more than once in one value. An ArrayBuffer that the page has put in a message twice comes as two blocks, the
 * second a copy. On the JVM they stay. Plain data; a typed array of the page is a Java array instead, and copied.
 */
public final class Bytes {
    /** Where the bytes lie. */
    public interface Content {
        int length();

        /** A copy. */
        byte[] toArray();
    }

    private static final Content GONE = new InArray(new byte[0]);

    private Content content;

    /** Makes a block of what lies in {@code content}. */
    public Bytes(Content content) {
        this.content = content;
    }

    /** A block with a copy of {@code array}, to be sent as an {@code ArrayBuffer}; that copies once more. */
    public static Bytes of(byte[] array) {
        return new Bytes(new InArray(array.clone()));
    }

    /** The number of bytes; 0 if they were given away. */
    public int length() {
        return content.length();
    }

    /** A copy of the bytes; empty if they were given away. */
    public byte[] toArray() {
        return content.toArray();
    }

    /** Whether they were given away. */
    public boolean isGone() {
        return content == GONE;
    }

    /** Where they lie now. */
    public Content content() {
        return content;
    }

    /** Gives the bytes away: what sends them calls it. Empty if that was done before. */
    public Content take() {
        Content taken = content;
        content = GONE;
        return taken;
    }

    private static final class InArray implements Content {
        private final byte[] array;

        InArray(byte[] array) {
            this.array = array;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public byte[] toArray() {
            return array.clone();
        }
    }
}
