package dev.taskholder.e2e.tasks;

import dev.taskholder.Data;
import dev.taskholder.Task;
import dev.taskholder.TaskContext;
import java.util.List;

/** Fails in the way its input {@code kind} says, at lines that {@code JavaStackIT} finds by the comments on them. */
final class FailingTask implements Task<Data, Integer> {
    @Override
    public Integer run(Data input, TaskContext context) {
        switch (input.getString("kind")) {
            case "grandchild" -> grandchild(context);
            case "resource" -> resource();
            case "null" -> lengthOf(new String[1]);
            case "recursive" -> recurse(context, input.getInt("depth"));
            case "own" -> throw new OwnException(input.getInt("number")); // throws its own
            case "resumed" -> resumed(context);
            case "loop" -> loop(input.getInt("laps"));
            case "suppressed" -> suppressed();
            case "shared" -> context.emit(twofold(input.getInt("depth")));
            default -> throw new IllegalArgumentException("kind");
        }
        return 0;
    }

    private static void grandchild(TaskContext context) {
        context.fork(
                "left",
                left -> left.fork("leaf", leaf -> {
                            leaf.sleep(1);
                            throw new IllegalStateException("withered"); // leaf
                        })
                        .join());
        context.fork("right", right -> {
            try {
                right.sleep(10_000);
            } finally {
                fail("cleaning up"); // cleaning up
            }
            return 0;
        });
        context.sleep(10_000);
    }

    private static void resource() {
        try (Resource first = new Resource()) {
            fail("using " + first); // using
        }
    }

    private static int lengthOf(String[] names) {
        return names[0].length(); // null
    }

    private static int recurse(TaskContext context, int depth) {
        if (depth == 0) {
            context.checkpoint();
            fail("at the bottom"); // bottom
            return 0;
        }
        int below = recurse(context, depth - 1); // recursion
        context.checkpoint();
        return below + 1;
    }

    private static void resumed(TaskContext context) {
        context.emit("begun");
        Object message = context.inbox().receive();
        throw new IllegalStateException("after " + message); // resumed
    }

    /** Nothing here waits: it runs as a plain twin, and is suspended by a compiled checkpoint. */
    private static int loop(int laps) {
        int sum = 1;
        for (int lap = 0; sum != 0; lap++) {
            if (lap == laps) {
                throw new IllegalStateException("lap " + lap); // in the loop
            }
            sum = sum * 31 | 1;
        }
        return sum;
    }

    private static void suppressed() {
        Throwable closing = new IllegalArgumentException("closing", new IllegalStateException("why")); // why
        closing.addSuppressed(new UnsupportedOperationException("beside")); // beside
        IllegalStateException first = new IllegalStateException("first");
        first.addSuppressed(closing);
        throw first;
    }

    /** A list that is twice in the next one, and so on. */
    private static List<Object> twofold(int depth) {
        List<Object> value = List.of("leaf");
        for (int i = 1; i < depth; i++) {
            value = List.of(value, value);
        }
        return value;
    }

    private static void fail(String message) {
        throw new IllegalStateException(message);
    }

    private static final class Resource implements AutoCloseable {
        @Override
        public void close() {
            throw new UnsupportedOperationException("not closable"); // closing
        }

        @Override
        public String toString() {
            return "it";
        }
    }

    /** Its constructors call each other. */
    private static final class OwnException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OwnException(int number) {
            this("number " + number);
        }

        private OwnException(String message) {
            super(message);
        }
    }
}
