package dev.taskholder;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A green thread of a task.
 *
 * <pre>
 *   READY ─first picked→ STARTING ─coroutine ready→ READY ─picked→ RUNNING ─returned→ ENDED
 *     ▲                                                              │ await      → WAITING ─completed or interrupted→ READY
 *     │                                                              │ slice over → READY
 *     │                                                              │ a lock of the language … has it → READY
 *     └──thaw── PARKED ◄─held at a checkpoint, or while READY
 * </pre>
 */
final class Fiber implements Coroutine.Body {
    private enum Status {
        STARTING,
        READY,
        RUNNING,
        WAITING,
        PARKED,
        ENDED
    }

    private final TaskRun<?> owner;
    private final Scheduler scheduler;
    private Status status = Status.READY;
    private boolean queued;
    private boolean preempted;
    /** How many class initialisers its code is in, of those that compiled checkpoints keep out of. */
    int initialisers;

    private boolean begun;
    private @Nullable Coroutine coroutine;
    private @Nullable Wait wait;
    private final ScopeStack scopes;
    private @Nullable Belongings belongings;

    Fiber(TaskRun<?> owner, Scheduler scheduler) {
        this.owner = owner;
        this.scheduler = scheduler;
        this.scopes = new ScopeStack(this, owner, scheduler);
    }

    Priority priority() {
        return owner.priority;
    }

    /** Whether the body has begun, so that a cancel must unwind it. */
    boolean hasBegun() {
        return begun;
    }

    /** The task ended before the body began. A coroutine already made is run once, so that the host gets it back. */
    void discard() {
        if (coroutine == null) {
            status = Status.ENDED;
        } else if (status == Status.PARKED) {
            makeReady();
        }
    }

    // --- called by the scheduler ---

    void enqueue() {
        if (!queued) {
            queued = true;
            scheduler.enqueue(this);
        }
    }

    /** Picked from the run queue: runs until the fiber suspends, unless it is held or not ready any more. */
    void picked() {
        queued = false;
        preempted = false;
        if (status != Status.READY) {
            return;
        }
        if (isHeld()) {
            park();
            return;
        }
        Coroutine next = coroutine;
        if (next == null) {
            status = Status.STARTING;
            owner.begin();
            makeCoroutine();
            return;
        }
        status = Status.RUNNING;
        next.resume();
        if (hasEnded()) {
            owner.endIfDone();
        }
    }

    private void makeCoroutine() {
        try {
            coroutine = scheduler.newCoroutine(this, this::ready);
        } catch (Throwable noCoroutine) { // a JVM may have no thread left: this task fails, not all
            status = Status.ENDED;
            owner.fail(noCoroutine);
            owner.endIfDone();
        }
    }

    /** Whether its own code runs, not what is told of its end, and makes no class ready. */
    boolean mayBeStopped() {
        return status == Status.RUNNING && initialisers == 0;
    }

    private boolean hasEnded() {
        return status == Status.ENDED;
    }

    /** Can be resumed: for the first time, or again after it has waited for something that is not of this runtime. */
    private void ready() {
        status = Status.READY;
        enqueue();
    }

    /** The whole of its code: as few frames and locals as possible, for each is kept while the fiber waits. */
    @Override
    public void run() {
        if (!owner.isEnded()) {
            begun = true;
            owner.runBody();
            if (belongings != null) {
                belongings.ended();
            }
        }
        status = Status.ENDED;
    }

    // --- called by its own code ---

    /** A place where the fiber can be interrupted, parked and made to give way. */
    void checkpoint() {
        while (mustStop()) {
            suspend();
        }
    }

    /**
     * The order of a checkpoint: interrupted → throw; held → park; slice used up → tail of the run queue; else go on. Apart from
     * {@link #checkpoint} because only what can suspend is compiled to a coroutine, which is larger and slower.
     */
    private boolean mustStop() {
        throwIfInterrupted();
        if (isHeld()) {
            park();
            return true;
        }
        if (scheduler.isSliceUsedUp()) {
            status = Status.READY;
            queued = true;
            preempted = true;
            scheduler.enqueuePreempted(this);
            return true;
        }
        return false;
    }

    /** Whether {@link #mustStop} would say so next, for code that must first get to where it can be suspended. */
    boolean wouldSuspend() {
        return isHeld() || scheduler.isSliceUsedUp();
    }

    /** Half a checkpoint, for code that cannot be suspended. */
    void throwIfInterrupted() {
        TaskCancelled interrupt = interrupt();
        if (interrupt != null) {
            letGoIfCancelled(interrupt);
            throw interrupt;
        }
    }

    /** Blocks until {@code wait} completes. A checkpoint has been passed and the wait stands in its line. */
    void await(Wait newWait) {
        wait = newWait;
        status = Status.WAITING;
        interruptIfDue(); // what ran since the checkpoint, a listener for one, may have cancelled the task
        suspend();
        throwIfAbandoned(newWait);
    }

    /** Apart, so that what it needs is not kept while the fiber waits. */
    private void throwIfAbandoned(Wait over) {
        if (over.abandoned) { // asked again: a cancel may have come after the limit that woke it
            throw Objects.requireNonNull(interrupt());
        }
    }

    ScopeStack scopes() {
        return scopes;
    }

    Belongings belongings() {
        if (belongings == null) {
            belongings = new Belongings();
        }
        return belongings;
    }

    TaskRun<?> owner() {
        return owner;
    }

    TaskClock clock() {
        return owner.clock;
    }

    private void suspend() {
        Objects.requireNonNull(coroutine).suspend();
    }

    // --- called by whoever lets it go on ---

    /** {@code completed} has what it waited for. */
    void complete(Wait completed) {
        if (wait == completed) {
            makeReady();
        }
    }

    /** Something to throw may be there now: gives up the wait, if any, and for a cancel what must not outlast it. */
    void interruptIfDue() {
        TaskCancelled interrupt = interrupt();
        if (interrupt == null) {
            return;
        }
        letGoIfCancelled(interrupt);
        if (wait != null && wait.isInterruptible()) {
            wait.abandoned = true;
            wait.leave();
            makeReady();
        } else if (preempted) {
            preempted = false;
            scheduler.expedite(this);
        }
    }

    private void letGoIfCancelled(TaskCancelled interrupt) {
        if (belongings != null && !(interrupt instanceof Scope.Unwind)) {
            belongings.cancelled();
        }
    }

    /** Whether none of its code will run while the task is held; asked between turns, when no fiber runs. */
    boolean isStill() {
        return hasEnded() || isHeld();
    }

    /** No longer held: goes on where it was. */
    void thaw() {
        if (status == Status.PARKED) {
            makeReady();
        } else if (wait != null) {
            wait.retry();
        }
    }

    private void makeReady() {
        if (wait != null) {
            wait.over();
            wait = null;
        }
        status = Status.READY;
        enqueue();
    }

    private void park() {
        status = Status.PARKED;
        scheduler.settleLater(owner);
    }

    /** Whether the task is held and no shield keeps that away. */
    boolean isHeld() {
        return owner.isHeld() && !scopes.innermost().isShielded();
    }

    /** What the next checkpoint throws, null if nothing. */
    private @Nullable TaskCancelled interrupt() {
        return scopes.interrupt();
    }
}
