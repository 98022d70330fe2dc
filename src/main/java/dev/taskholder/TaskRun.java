package dev.taskholder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task: the only writer of its {@link Life} and its holds. Tasks form a tree; a hold on one holds its descendants, a
 * cancel reaches them, and a task ends after its children, which emit into its outputs.
 */
final class TaskRun<R> implements TaskHandle<R> {
    private final String name;
    private final @Nullable TaskRun<?> parent;
    /** The scope of the parent that this run was forked in. */
    private final @Nullable Scope forkedIn;

    final Scheduler scheduler;
    final TaskListener<R> listener;
    final TaskClock clock;
    final Inbox inbox;
    final Output output;
    final Fiber fiber;
    final PauseControl pauses;
    final @Nullable Object restored;
    private final LazySet<TaskRun<?>> children = new LazySet<>();
    private final Holds holds;
    private final Program<R> program;
    private @Nullable JoinGate joins;
    private Owner owner = Owner.NOBODY;
    Priority priority;
    private Life<R> life = new Life.New<>();
    private TaskState announced = TaskState.NEW;
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
        this.forkedIn = parent == null ? null : parent.fiber.scopes().innermost();
        this.scheduler = scheduler;
        this.listener = listener;
        this.priority = options.priority();
        this.restored = options.restored();
        this.clock = new TaskClock(scheduler);
        this.inbox = new Inbox(this, options.inputCapacity());
        this.output = parent == null ? new Output(options.outputCapacity(), listener) : parent.output;
        this.holds = new Holds(parent == null ? null : parent.holds, forkedIn);
        this.pauses = new PauseControl(this, holds, scheduler);
        this.program = program;
        this.fiber = new Fiber(this, scheduler);
        if (options.paused()) {
            holds.add(DEFAULT_HOLD);
        }
        if (parent != null && forkedIn != null) {
            parent.children.add(this);
            forkedIn.add(this);
        }
    }

    /** Makes a child in the scope that the code of this run is in; {@code whose} is told of its end. */
    <C> TaskRun<C> fork(String childName, Program<C> program, Owner whose) {
        ChildListener<C> tell = new ChildListener<>(listener);
        TaskOptions options = TaskOptions.DEFAULTS.withPriority(priority);
        TaskRun<C> child = new TaskRun<>(childName, this, scheduler, options, tell, program);
        tell.watch(child);
        child.start(whose);
        TaskCancelled interrupt = fiber.scopes().interrupt();
        if (interrupt != null) {
            child.cancel(interrupt.reason());
        }
        return child;
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

    /** Called by the fiber, once. */
    void runBody() {
        clock.thaw();
        try {
            R result = program.run(new FiberContext(scheduler, this, fiber));
            ofBody = new Outcome.Succeeded<>(result); // not around the call: it would be kept while the body waits
        } catch (Throwable thrown) { // whatever a task throws is its outcome
            fail(thrown);
        }
    }

    /** The body threw, or could not begin. */
    void fail(Throwable thrown) {
        ofBody = new Outcome.Failed<>(thrown);
        root().record(thrown);
    }

    /** The body has ended, or a child has. */
    void endIfDone() {
        if (ofBody != null && children.isEmpty()) {
            end(life.verdict(ofBody, root().failure()));
            return;
        }
        if (ofBody instanceof Outcome.Failed<R> failed) {
            cancel(failed.cause()); // the children go with it
        }
        pauses.settleLater(); // it may have been the last one that was not still
    }

    private void end(Outcome<R> outcome) {
        if (isEnded()) {
            return;
        }
        life = new Life.Ended<>(outcome);
        holds.release();
        PauseControl.answer(holds.takePending(), new Answer(false, false, Answer.Because.ENDED, List.of()));
        inbox.cancel();
        owner.release(this);
        listener.ended(outcome);
        if (parent != null && forkedIn != null) {
            parent.childEnded(this, forkedIn, outcome);
        }
        if (joins != null) {
            joins.open(); // now, so that whom a failure cancels does not get it from the join as well
        }
    }

    private void childEnded(TaskRun<?> child, Scope scope, Outcome<?> outcome) {
        children.remove(child);
        if (outcome instanceof Outcome.Failed<?> failed && scope.failsWithChild()) {
            Throwable failure = new ChildFailedException(child.name, failed.cause());
            scope.record(failure);
            if (scope instanceof Scope.Root) {
                cancel(failure);
            } else {
                fiber.scopes().unwindTo(scope, failure);
            }
        }
        scope.remove(child);
        endIfDone();
    }

    // --- commands ---

    @Override
    public void pause(String hold, Answer.Listener asker) {
        pauses.pause(hold, asker);
    }

    @Override
    public void resume(String hold, Answer.Listener asker) {
        pauses.resume(hold, asker);
    }

    @Override
    public boolean cancel(@Nullable Object reason) {
        if (!isLive()) {
            return false;
        }
        List<Answer.Listener> overtaken = holds.takePending();
        boolean mustUnwind = fiber.hasBegun();
        if (mustUnwind) {
            life = new Life.Cancelling<>(reason);
            holds.lift();
            announce();
        }
        // Now, because what comes next may be the end, which nothing follows.
        PauseControl.answer(overtaken, new Answer(true, false, Answer.Because.CANCELLED, List.of()));
        if (mustUnwind) {
            fiber.interruptIfDue();
            fiber.scopes().cancelChildrenIn(root(), reason);
            pauses.thaw();
        } else {
            end(new Outcome.Cancelled<>(reason));
            fiber.discard();
        }
        return true;
    }

    /** The body goes on, or begins, where a hold had kept it. */
    void goOn() {
        if (fiber.hasBegun()) {
            clock.thaw();
        } else {
            life = new Life.Active<>();
        }
        announce();
        fiber.thaw();
    }

    @Override
    public boolean send(@Nullable Object message, SendListener sender) {
        return isLive() && inbox.channel().offer(new Offer.Outside<>(message, sender));
    }

    @Override
    public void closeInput() {
        inbox.channel().close();
    }

    @Override
    public void credit(int count) {
        output.credit(count);
    }

    @Override
    public void setPriority(Priority other) {
        priority = other;
        children.copy().forEach(child -> child.setPriority(other));
    }

    // --- waiting for it ---

    @Override
    public Outcome<R> awaitOutcome() {
        if (joins == null) {
            joins = new JoinGate(this);
        }
        joins.await(scheduler.requireCurrent("awaitOutcome"));
        return ((Life.Ended<R>) life).outcome();
    }

    // --- what is true now ---

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable TaskRun<?> parent() {
        return parent;
    }

    @Override
    public List<TaskRun<?>> children() {
        return children.copy();
    }

    @Override
    public TaskState state() {
        return life.state(isHeld(), pauses.isSettled());
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
    boolean isLive() {
        return life instanceof Life.New || life instanceof Life.Active;
    }

    boolean isEnded() {
        return life instanceof Life.Ended;
    }

    private Scope root() {
        return fiber.scopes().root();
    }

    void announce() {
        TaskState state = state();
        if (state != announced && !state.isEnded()) {
            announced = state;
            listener.stateChanged(state);
        }
    }

    /** What a checkpoint throws once the task is cancelled, null before. */
    @Nullable TaskCancelled cancellation() {
        return life instanceof Life.Cancelling<R> cancelling
                ? new TaskCancelled("task " + name + " was cancelled", cancelling.reason())
                : null;
    }
}
