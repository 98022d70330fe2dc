package dev.taskholder;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for a task to be paused: its own, by name, and its ancestors' (law P1) unless it was forked behind a shield that is up.
 * Also who waits for the pause to come into effect.
 */
final class Holds {
    private final @Nullable Holds outer;
    private final @Nullable Scope forkedIn;
    private final LazySet<String> own = new LazySet<>();
    private List<Answer.Listener> pending = List.of();
    private boolean released;

    /** Both are null for a task without a parent. */
    Holds(@Nullable Holds outer, @Nullable Scope forkedIn) {
        this.outer = outer;
        this.forkedIn = forkedIn;
    }

    void add(String name) {
        own.add(name);
    }

    /** Whether there was such a hold of the task's own. */
    boolean remove(String name) {
        return own.remove(name);
    }

    /** A cancel overrides the task's own holds; those of its ancestors stay, so that nothing of a paused tree runs (P2). */
    void lift() {
        own.clear();
    }

    /** The task has ended: nothing holds it any more. */
    void release() {
        released = true;
    }

    boolean isHeld() {
        for (Holds holds = reachable(); holds != null; holds = holds.reachableOuter()) {
            if (!holds.own.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The names that count: own ones first, in the order they came. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Holds holds = reachable(); holds != null; holds = holds.reachableOuter()) {
            names.addAll(holds.own.copy());
        }
        return names;
    }

    private @Nullable Holds reachable() {
        return released ? null : this;
    }

    private @Nullable Holds reachableOuter() {
        return forkedIn != null && forkedIn.isShielded() ? null : outer;
    }

    /** {@code listener} is answered when the pause comes into effect, or cannot any more. */
    void await(Answer.Listener listener) {
        if (pending.isEmpty()) {
            pending = new ArrayList<>();
        }
        pending.add(listener);
    }

    /** Takes out those that wait for an answer. */
    List<Answer.Listener> takePending() {
        List<Answer.Listener> taken = pending;
        pending = List.of();
        return taken;
    }
}
