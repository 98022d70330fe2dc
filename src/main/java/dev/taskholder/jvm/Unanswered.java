package dev.taskholder.jvm;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The commands of all tasks of a holder that have not been answered. Of the ended ones too: a command to one of them waits for its turn
 * like any other, and the turn may never come. From any thread.
 */
final class Unanswered {
    /** What settles each of them. */
    private final Set<Runnable> late = ConcurrentHashMap.newKeySet();

    /** Set before those there are are settled, so that one added in between settles itself. */
    private volatile boolean settled;

    /** Keeps {@code whenLate} until {@code answer} has come. It must do nothing where the answer came first. */
    @SuppressWarnings("FutureReturnValueIgnored") // what whenComplete returns: removing from a set does not fail
    void add(CompletableFuture<?> answer, Runnable whenLate) {
        late.add(whenLate);
        answer.whenComplete((value, thrown) -> late.remove(whenLate));
    }

    /** Settles all: there will be no more answers. */
    void settle() {
        settled = true;
        late.forEach(Runnable::run);
    }

    /** Whether a command has to settle itself; asked after it was added. */
    boolean isSettled() {
        return settled;
    }
}
