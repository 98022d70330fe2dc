package dev.taskholder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a pause or a resume. A command that comes too late is not an error: it is answered {@code applied = false}.
 *
 * @param applied whether the command changed anything
 * @param paused whether the task is paused now
 * @param because why a pause did not come into effect, null if it did or was not applied
 * @param heldBy the holds, the task's own and its ancestors', at the time of the answer
 */
public record Answer(
        boolean applied, boolean paused, @Nullable Because because, List<String> heldBy) {
    /** Why a pause that was applied is not in effect. */
    public enum Because {
        RESUMED,
        CANCELLED,
        ENDED
    }

    /** Receives the answer, once; called by the runtime, must not block or throw. */
    @FunctionalInterface
    public interface Listener {
        void answered(Answer answer);
    }
}
