package dev.taskholder;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Fibers ready to run. A higher priority goes first; within one, fibers that have been woken go before those that had used up their
 * slice, so that a command, a message or a timer is not kept waiting by many that compute. First in, first out among equals. Every
 * {@link #TURNS_OF_OTHERS}th pick goes to those that are behind, so none starves.
 */
final class RunQueue {
    /** One pick in so many goes past the ones that go first. */
    private static final int TURNS_OF_OTHERS = 8;

    private final Lane blocking = new Lane();
    private final Lane visible = new Lane();
    private final Lane background = new Lane();
    private int picks;

    boolean isEmpty() {
        return blocking.isEmpty() && visible.isEmpty() && background.isEmpty();
    }

    /** Adds a fiber that has something new to do. */
    void add(Fiber fiber) {
        lane(fiber).woken.add(fiber);
    }

    /** Adds a fiber that has given way because its slice was used up. */
    void addPreempted(Fiber fiber) {
        lane(fiber).preempted.add(fiber);
    }

    /** {@code fiber}, added as preempted, has something new to do. */
    void expedite(Fiber fiber) {
        blocking.preempted.remove(fiber); // its priority may have changed since
        visible.preempted.remove(fiber);
        background.preempted.remove(fiber);
        add(fiber);
    }

    private Lane lane(Fiber fiber) {
        return switch (fiber.priority()) {
            case USER_BLOCKING -> blocking;
            case USER_VISIBLE -> visible;
            case BACKGROUND -> background;
        };
    }

    /** The next fiber, null if there is none. */
    @Nullable Fiber poll() {
        picks++;
        boolean othersTurn = picks % TURNS_OF_OTHERS == 0;
        boolean lastTurn = picks % (TURNS_OF_OTHERS * TURNS_OF_OTHERS) == 0;
        if (lastTurn && !background.isEmpty()) {
            return background.poll();
        }
        if (othersTurn && !visible.isEmpty()) {
            return visible.poll();
        }
        if (!blocking.isEmpty()) {
            return blocking.poll();
        }
        return visible.isEmpty() ? background.poll() : visible.poll();
    }

    /** The ready fibers of one priority. */
    private static final class Lane {
        final ArrayDeque<Fiber> woken = new ArrayDeque<>();
        final ArrayDeque<Fiber> preempted = new ArrayDeque<>();
        private int picks;

        boolean isEmpty() {
            return woken.isEmpty() && preempted.isEmpty();
        }

        @Nullable Fiber poll() {
            boolean preemptedFirst = woken.isEmpty() || ++picks % TURNS_OF_OTHERS == 0;
            return preemptedFirst && !preempted.isEmpty() ? preempted.poll() : woken.poll();
        }
    }
}
