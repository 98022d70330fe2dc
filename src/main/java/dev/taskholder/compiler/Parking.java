package dev.taskholder.compiler;

/** What checkpoints of a method may do. */
enum Parking {
    /** Throw and suspend. */
    ALLOWED("pass"),
    /** Throw only: the method is called where nothing may suspend. */
    FORBIDDEN("passUnparked");

    private final String method;

    Parking(String method) {
        this.method = method;
    }

    /** The slow path in the run-time half. */
    String method() {
        return method;
    }
}
