package dev.taskholder.wire;

import dev.taskholder.JsException;
import dev.taskholder.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a page says to a worker. Fields as in {@code web/protocol.js}. */
sealed interface PageMessage {
    /** Comes first and alone. */
    record Start(int protocol, int epoch, String module) implements PageMessage {}

    /** {@code paused}: spawned with the default hold; {@code restored}: the point to go on from, null for the beginning. */
    record Spawn(
            int task,
            String name,
            @Nullable Object input,
            int inputCapacity,
            int outputCapacity,
            boolean paused,
            Priority priority,
            @Nullable Object restored)
            implements PageMessage {}

    /** A message for a task spawned before. */
    sealed interface ForTask extends PageMessage {
        int task();

        /** What the message is called on the wire. */
        String type();
    }

    /** Answered by a {@link WorkerMessage.State} with the same {@code command}. */
    record Pause(int task, String hold, int command) implements ForTask {
        @Override
        public String type() {
            return "pause";
        }
    }

    /** Answered like a pause. */
    record Resume(int task, String hold, int command) implements ForTask {
        @Override
        public String type() {
            return "resume";
        }
    }

    record Cancel(int task, @Nullable Object reason) implements ForTask {
        @Override
        public String type() {
            return "cancel";
        }
    }

    /**
     * One or more messages, in order. If {@code request} is not 0 they want replies: it is the number of the first, and those of the
     * others follow.
     */
    record Send(int task, int request, List<@Nullable Object> messages) implements ForTask {
        @Override
        public String type() {
            return "send";
        }
    }

    /** What the function returned that was called by {@code call}, or how it failed. */
    record Returned(
            int task,
            int call,
            @Nullable Object value,
            @Nullable JsException error) implements ForTask {
        @Override
        public String type() {
            return "returned";
        }
    }

    record CloseInput(int task) implements ForTask {
        @Override
        public String type() {
            return "closeInput";
        }
    }

    /** The reader may be sent {@code count} more outputs. */
    record Credit(int task, int count) implements ForTask {
        @Override
        public String type() {
            return "credit";
        }
    }

    record SetPriority(int task, Priority priority) implements ForTask {
        @Override
        public String type() {
            return "priority";
        }
    }
}
