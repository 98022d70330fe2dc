package dev.taskholder;

/** Thrown when plain data is not of the expected shape; the message names the path and the value: {@code input.below: expected an integer, got "ten"}. */
public final class DataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;

    DataException(String path, String problem) {
        super(path + ": " + problem);
        this.path = path;
    }

    /** Where the fault is, such as {@code input.from[1]}. */
    public String path() {
        return path;
    }
}
