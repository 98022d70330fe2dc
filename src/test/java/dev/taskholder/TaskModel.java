package dev.taskholder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task a second time, as the table of {@link TaskHandle} has it. Commands are given one after another; {@link #turn} says
 * what comes of them when all turns have been run. On the page {@code test-e2e/pages/model.js} does the same.
 */
final class TaskModel {
    /** What the body does. */
    enum Body {
        /** Puts out what it receives, until its inbox is closed. */
        ECHO,
        /** Waits for ever. */
        SLEEPER,
        /** Waits for ever, and when it is cancelled cleans up for ever. */
        CLEANER
    }

    /** An answer, null as long as there is none. */
    static final class Asked {
        @Nullable Answer answer;
    }

    private final Body body;
    private final Set<String> holds = new LinkedHashSet<>();
    private final List<Asked> waiting = new ArrayList<>();
    /** The state without holds. */
    private TaskState life = TaskState.NEW;
    /** Whether the body has been entered: only then there is something to unwind. */
    private boolean begun;
    /** Whether the holds are in effect. */
    private boolean still;

    private boolean closed;

    TaskModel(Body body, boolean paused) {
        this.body = body;
        if (paused) {
            holds.add(TaskHandle.DEFAULT_HOLD);
        }
    }

    TaskState state() {
        if (holds.isEmpty() || !isLive()) {
            return life;
        }
        return life == TaskState.NEW || still ? TaskState.PAUSED : TaskState.PAUSING;
    }

    List<String> heldBy() {
        return List.copyOf(holds);
    }

    private boolean isLive() {
        return life == TaskState.NEW || life == TaskState.RUNNING;
    }

    /** Whether messages are taken. */
    boolean takes() {
        return isLive() && !closed;
    }

    Asked pause(String hold) {
        Asked asked = new Asked();
        if (!isLive()) {
            asked.answer = new Answer(false, false, null, List.of());
            return asked;
        }
        holds.add(hold);
        waiting.add(asked);
        if (state() == TaskState.PAUSED) {
            settle(true, null);
        }
        return asked;
    }

    Asked resume(String hold) {
        boolean applied = isLive() && holds.remove(hold);
        if (applied && holds.isEmpty()) {
            life = TaskState.RUNNING;
            still = false;
            settle(false, Answer.Because.RESUMED);
        }
        Asked asked = new Asked();
        asked.answer = new Answer(applied, state() == TaskState.PAUSED, null, heldBy());
        return asked;
    }

    boolean cancel() {
        if (!isLive()) {
            return false;
        }
        holds.clear();
        settle(false, Answer.Because.CANCELLED);
        life = begun ? TaskState.CANCELLING : TaskState.CANCELLED;
        return true;
    }

    void closeInput() {
        closed = true;
    }

    /** All turns have been run. */
    void turn() {
        if (isLive() && !holds.isEmpty()) {
            still = life == TaskState.RUNNING;
            settle(true, null);
        } else if (isLive()) {
            begun = true;
            life = body == Body.ECHO && closed ? TaskState.SUCCEEDED : TaskState.RUNNING;
        } else if (life == TaskState.CANCELLING && body != Body.CLEANER) {
            life = TaskState.CANCELLED;
        }
    }

    private void settle(boolean paused, Answer.@Nullable Because because) {
        waiting.forEach(asked -> asked.answer = new Answer(true, paused, because, heldBy()));
        waiting.clear();
    }
}
