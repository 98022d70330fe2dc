package dev.taskholder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs ready fibers, one turn of the host after the other. A turn brings pauses into effect, fires due timers, then runs fibers until
 * the slice is used up; if fibers are left it asks for a new turn, so that the host's other events get in between. Nothing ready means
 * nothing requested; only while nothing is ready is the one timer armed, for the earliest moment.
 */
final class Scheduler {
    private static final long NOT_ARMED = Long.MAX_VALUE;

    private final Host host;
    private final Slice slice;
    private final RunQueue ready = new RunQueue();
    private final TimerHeap timers = new TimerHeap();
    private final Set<TaskRun<?>> settling = new LinkedHashSet<>();
    private final Host.Turn turn = this::turn;
    private final Host.Turn timerFired = this::timerFired;
    private @Nullable Fiber current;
    private boolean inTurn;
    private boolean turnRequested;
    private long armedFor = NOT_ARMED;
    private long sequence;

    Scheduler(Host host) {
        this.host = host;
        this.slice = new Slice(host);
    }

    long nanoTime() {
        return host.nanoTime();
    }

    long nextSequence() {
        return sequence++;
    }

    Coroutine newCoroutine(Coroutine.Body body, Host.Turn started) {
        return host.newCoroutine(body, started);
    }

    /** The fiber whose code is running, null if none is. */
    @Nullable Fiber current() {
        return current;
    }

    /**
     * The fiber whose code is running, to block in {@code call}.
     *
     * @throws IllegalStateException if none is
     */
    Fiber requireCurrent(String call) {
        if (current == null) {
            throw new IllegalStateException(call + ": called from outside a task");
        }
        return current;
    }

    void enqueue(Fiber fiber) {
        ready.add(fiber);
        requestTurn();
    }

    /** {@code fiber} has given way because the slice is used up. */
    void enqueuePreempted(Fiber fiber) {
        ready.addPreempted(fiber);
        requestTurn();
    }

    /** {@code fiber}, which had given way, has something new to do. */
    void expedite(Fiber fiber) {
        ready.expedite(fiber);
    }

    /** Lets the holds of {@code run} come into effect at the start of the next turn. */
    void settleLater(TaskRun<?> run) {
        settling.add(run);
        requestTurn();
    }

    void add(Timer timer) {
        timers.add(timer);
        requestTurn();
    }

    void remove(Timer timer) {
        timers.remove(timer);
    }

    /** Whether the running fiber has to give way. */
    boolean isSliceUsedUp() {
        return slice.isUsedUp();
    }

    /** Reads the clock, and so finds out whether the slice is used up. */
    long look() {
        slice.look();
        return slice.lastLook();
    }

    /** Something has happened that the page waits for, and it is told at the end of the turn. */
    void cutSliceShort() {
        slice.cutShort();
    }

    private void requestTurn() {
        if (!inTurn && !turnRequested) {
            turnRequested = true;
            host.requestTurn(turn);
        }
    }

    private void timerFired() {
        armedFor = NOT_ARMED;
        runTurn();
    }

    private void turn() {
        turnRequested = false;
        runTurn();
    }

    private void runTurn() {
        inTurn = true;
        try {
            slice.begin();
            settle();
            fireTimers();
            runFibers();
        } finally { // what escapes is a bug, of a listener perhaps; the next turn comes all the same
            current = null;
            CompiledCheckpoint.turnOf(null);
            inTurn = false;
            if (!ready.isEmpty() || !settling.isEmpty()) {
                requestTurn();
            }
            armTimer();
        }
    }

    private void settle() {
        List<TaskRun<?>> runs = new ArrayList<>(settling);
        settling.clear();
        runs.forEach(run -> run.pauses.settle());
    }

    private void fireTimers() {
        long now = host.nanoTime();
        while (!timers.isEmpty() && timers.first().hostNanos <= now) {
            Timer due = timers.first();
            timers.remove(due);
            due.action.fire();
        }
    }

    private void runFibers() {
        CompiledCheckpoint.turnOf(this);
        Fiber fiber = ready.poll();
        while (fiber != null) {
            current = fiber;
            slice.switched();
            CompiledCheckpoint.runs(slice.lastLook());
            fiber.picked();
            current = null;
            if (isSliceUsedUp()) {
                return;
            }
            fiber = ready.poll();
        }
    }

    private void armTimer() {
        long earliest = ready.isEmpty() && !timers.isEmpty() ? timers.first().hostNanos : NOT_ARMED;
        if (earliest == armedFor) {
            return;
        }
        if (armedFor != NOT_ARMED) {
            host.disarmTimer();
        }
        armedFor = earliest;
        if (earliest != NOT_ARMED) {
            host.armTimer(Math.max(0, earliest - host.nanoTime()), timerFired);
        }
    }
}
