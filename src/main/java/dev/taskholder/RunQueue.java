package dev.taskholder;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Fibers ready to run: first in, first out within a priority. A higher priority goes first, but every {@link #TURNS_OF_OTHERS}th pick
 * goes to the lower ones, so none starves.
 */
final class RunQueue {
    /** One pick in so many goes past the highest priority waiting. */
    private static final int TURNS_OF_OTHERS = 8;

    private final ArrayDeque<Fiber> blocking = new ArrayDeque<>();
    private final ArrayDeque<Fiber> visible = new ArrayDeque<>();
    private final ArrayDeque<Fiber> background = new ArrayDeque<>();
    private int picks;

    boolean isEmpty() {
        return blocking.isEmpty() && visible.isEmpty() && background.isEmpty();
    }

    void add(Fiber fiber) {
        switch (fiber.priority()) {
            case USER_BLOCKING -> blocking.add(fiber);
            case USER_VISIBLE -> visible.add(fiber);
            case BACKGROUND -> background.add(fiber);
        }
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
}
