package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** Where fibers wait for the end of one run. */
final class JoinGate extends Gate<Void> {
    private final TaskRun<?> run;

    JoinGate(TaskRun<?> run) {
        this.run = run;
    }

    /** A checkpoint; then waits until the run has ended. */
    void await(Fiber joiner) {
        for (TaskRun<?> joining = joiner.owner(); joining != null; joining = joining.parent()) {
            if (joining == run) {
                throw new IllegalStateException("task " + run.name() + " would wait for its own end");
            }
        }
        joiner.checkpoint();
        pass(joiner, null, NO_LIMIT);
    }

    @Override
    boolean tryPass(Fiber fiber, @Nullable Void nothing) {
        return run.isEnded();
    }
}
