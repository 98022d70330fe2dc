package dev.taskholder;

import java.util.List;

/** Brings the holds of one task into effect and lets it go on: pausing freezes a whole tree, resuming thaws it. */
final class PauseControl {
    private final TaskRun<?> run;
    private final Holds holds;
    private final Scheduler scheduler;
    /** Whether the holds are in effect: no code of this task and its descendants runs. */
    private boolean settled;

    PauseControl(TaskRun<?> run, Holds holds, Scheduler scheduler) {
        this.run = run;
        this.holds = holds;
        this.scheduler = scheduler;
    }

    boolean isSettled() {
        return settled;
    }

    void pause(String hold, Answer.Listener asker) {
        if (!run.isLive()) {
            asker.answered(new Answer(false, false, null, List.of()));
            return;
        }
        holds.add(hold);
        holds.await(asker); // first, because who is told of the new state may resume at once
        run.announce();
        if (run.state() == TaskState.PAUSED) {
            answer(holds.takePending(), new Answer(true, true, null, holds.names()));
        } else {
            settleLater();
        }
    }

    void resume(String hold, Answer.Listener asker) {
        boolean applied = run.isLive() && holds.remove(hold);
        if (applied && !holds.isHeld()) {
            List<Answer.Listener> overtaken = holds.takePending();
            thaw();
            answer(overtaken, new Answer(true, false, Answer.Because.RESUMED, List.of()));
        }
        asker.answered(new Answer(applied, run.state() == TaskState.PAUSED, null, holds.names()));
    }

    /** Lets the holds come into effect in the next turn. */
    void settleLater() {
        if (holds.isHeld()) {
            scheduler.settleLater(run);
        }
    }

    /** Freezes what has reached a checkpoint, here and wherever this task is waited for. */
    void settle() {
        if (settled || !holds.isHeld()) {
            return; // once for a whole tree, not once for each of its tasks
        }
        freeze();
        TaskRun<?> parent = run.parent();
        if (parent != null) {
            parent.pauses.settle();
        }
    }

    /** Whether nothing of this task and its descendants runs now; then it is paused. */
    private boolean freeze() {
        boolean still = run.fiber.isStill();
        if (still) {
            run.clock.freeze();
        }
        for (TaskRun<?> child : run.children()) {
            still &= child.pauses.freeze();
        }
        settled = still && holds.isHeld(); // not any more if who was told of a child's state has resumed
        run.announce();
        if (settled) {
            scheduler.cutSliceShort();
            answer(holds.takePending(), new Answer(true, true, null, holds.names()));
        }
        return still;
    }

    /** Goes on, after the last hold or because of a cancel, with every descendant that has no hold of its own. */
    void thaw() {
        if (holds.isHeld()) {
            return;
        }
        settled = false;
        run.goOn();
        run.children().forEach(child -> child.pauses.thaw());
    }

    /** Answers those whose pause does not come into effect any more. */
    static void answer(List<Answer.Listener> listeners, Answer answer) {
        listeners.forEach(listener -> listener.answered(answer));
    }
}
