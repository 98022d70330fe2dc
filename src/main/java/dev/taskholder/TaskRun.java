package dev.taskholder;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task: the only writer of its {@link Life} and its holds. Tasks form a tree; a hold on one holds its descendants, a
 * cancel reaches them, and a task ends after its children.
 */
final class TaskRun<R> implements TaskHandle<R> {
    /** Told when the run has ended, before its listener is. */
    interface Owner {
        void release(TaskRun<?> run);
    }

    private final String name;
    private final @Nullable TaskRun<?> parent;
    private final Scheduler scheduler;
    final TaskListener<R> listener;
    final TaskClock clock;
    final Channel<Object> inbox;
    final Output output;
    private final Fiber fiber;
    private final Set<TaskRun<?>> children = new LinkedHashSet<>();
    private final Holds holds;
    private Owner owner = run -> {};
    private Priority priority;
    private Life<R> life = new Life.New<>();
    private TaskState announced = TaskState.NEW;
    /** Whether the holds are in effect: no code of this task and its descendants runs. */
    private boolean settled;
    /** Null until the body has ended. */
    private @Nullable Outcome<R> ofBody;

    TaskRun(
            String name,
            @Nullable TaskRun<?> parent,
            Scheduler scheduler,
            TaskOptions options,
            TaskListener<R> listener,
            Program<R> program) {
        this.name = name;
        this.parent = parent;
        this.scheduler = scheduler;
        this.listener = listener;
        this.priority = options.priority();
        this.clock = new TaskClock(scheduler);
        this.inbox = new Channel<>(options.inputCapacity(), scheduler, listener);
        this.output = new Output(options.outputCapacity(), listener);
        this.holds = new Holds(parent == null ? null : parent.holds);
        this.fiber = new Fiber(this, scheduler, () -> runBody(program));
        if (options.paused()) {
            holds.add(DEFAULT_HOLD);
        }
        if (parent != null) {
            parent.children.add(this);
        }
    }

    /** Lets the body begin in a later turn, or be withheld if the task is held. */
    void start(Owner whose) {
        owner = whose;
        announce();
        fiber.enqueue();
    }

    /** The fiber is about to run the body, in a later turn: the page hears of it even if the body keeps the worker busy. */
    void begin() {
        life = new Life.Active<>();
        announce();
    }

    private void runBody(Program<R> program) {
        clock.thaw();
        try {
            ofBody = new Outcome.Succeeded<>(program.run(new FiberContext(scheduler, this, fiber)));
        } catch (Throwable thrown) { // whatever a task throws is its outcome
            ofBody = new Outcome.Failed<>(thrown);
        }
    }

    /** The body has ended, or a child has. */
    void endIfDone() {
        if (ofBody != null && children.isEmpty()) {
            end(life.verdict(ofBody));
        } else {
            settleLater(); // it may have been the last one that was not still
        }
    }

    private void end(Outcome<R> outcome) {
        if (isEnded()) {
            return;
        }
        life = new Life.Ended<>(outcome);
        holds.lift();
        inbox.cancel();
        answer(holds.takePending(), new Answer(false, false, Answer.Because.ENDED, List.of()));
        owner.release(this);
        listener.ended(outcome);
        if (parent != null) {
            parent.children.remove(this);
            parent.endIfDone();
        }
    }

    // --- commands ---

    @Override
    public void pause(String hold, Answer.Listener asker) {
        if (!isLive()) {
            asker.answered(new Answer(false, false, null, List.of()));
            return;
        }
        holds.add(hold);
        announce();
        if (state() == TaskState.PAUSED) {
            asker.answered(new Answer(true, true, null, heldBy()));
            return;
        }
        holds.await(asker);
        settleLater();
    }

    @Override
    public void resume(String hold, Answer.Listener asker) {
        boolean applied = isLive() && holds.remove(hold);
        if (applied && !isHeld()) {
            List<Answer.Listener> overtaken = holds.takePending();
            thaw();
            answer(overtaken, new Answer(true, false, Answer.Because.RESUMED, List.of()));
        }
        asker.answered(new Answer(applied, state() == TaskState.PAUSED, null, heldBy()));
    }

    @Override
    public boolean cancel(@Nullable Object reason) {
        if (!isLive()) {
            return false;
        }
        List<Answer.Listener> overtaken = holds.takePending();
        if (fiber.hasBegun()) {
            life = new Life.Cancelling<>(reason);
            holds.lift();
            announce();
            fiber.interruptIfDue();
            List.copyOf(children).forEach(child -> child.cancel(reason));
            thaw();
        } else {
            end(new Outcome.Cancelled<>(reason));
            fiber.discard();
        }
        answer(overtaken, new Answer(true, false, Answer.Because.CANCELLED, List.of()));
        return true;
    }

    @Override
    public boolean send(@Nullable Object message, SendListener sender) {
        return isLive() && inbox.offer(message, sender);
    }

    @Override
    public void closeInput() {
        inbox.close();
    }

    @Override
    public void credit(int count) {
        output.credit(count);
    }

    @Override
    public void setPriority(Priority other) {
        priority = other;
    }

    // --- holds coming into effect ---

    /** Lets the holds come into effect in the next turn. */
    void settleLater() {
        if (isHeld()) {
            scheduler.settleLater(this);
        }
    }

    /** Freezes what has reached a checkpoint, here and wherever this task is waited for. */
    void settle() {
        if (!isHeld()) {
            return;
        }
        freeze();
        if (parent != null) {
            parent.settle();
        }
    }

    /** Whether nothing of this task and its descendants runs now; then it is paused. */
    private boolean freeze() {
        boolean still = fiber.isStill();
        if (still) {
            clock.freeze();
        }
        for (TaskRun<?> child : List.copyOf(children)) {
            still &= child.freeze();
        }
        settled = still;
        announce();
        if (still) {
            answer(holds.takePending(), new Answer(true, true, null, heldBy()));
        }
        return still;
    }

    /** Goes on, after the last hold or because of a cancel, with every descendant that has no hold of its own. */
    private void thaw() {
        if (isHeld()) {
            return;
        }
        settled = false;
        if (fiber.hasBegun()) {
            clock.thaw();
        } else {
            life = new Life.Active<>();
        }
        announce();
        fiber.thaw();
        List.copyOf(children).forEach(TaskRun::thaw);
    }

    private static void answer(List<Answer.Listener> listeners, Answer answer) {
        listeners.forEach(listener -> listener.answered(answer));
    }

    private void announce() {
        TaskState state = state();
        if (state != announced && !state.isEnded()) {
            announced = state;
            listener.stateChanged(state);
        }
    }

    // --- what is true now ---

    @Override
    public String name() {
        return name;
    }

    @Override
    public TaskState state() {
        return life.state(isHeld(), settled);
    }

    @Override
    public List<String> heldBy() {
        return holds.names();
    }

    @Override
    public @Nullable Outcome<R> outcome() {
        return life instanceof Life.Ended<R> ended ? ended.outcome() : null;
    }

    /** Whether the task or an ancestor has a hold; a cancel overrides holds. */
    boolean isHeld() {
        return holds.isHeld();
    }

    /** Neither cancelled nor ended: a command still means something. */
    private boolean isLive() {
        return life instanceof Life.New || life instanceof Life.Active;
    }

    boolean isEnded() {
        return life instanceof Life.Ended;
    }

    /** What a checkpoint throws once the task is cancelled, null before. */
    @Nullable TaskCancelled cancellation() {
        return life instanceof Life.Cancelling<R> cancelling
                ? new TaskCancelled("task " + name + " was cancelled", cancelling.reason())
                : null;
    }

    Priority priority() {
        return priority;
    }

    @Override
    public String toString() {
        return name + " (" + state() + ")";
    }
}
