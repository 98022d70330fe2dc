package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** Tells what a child does to the listener of the task that it descends from. */
final class ChildListener<R> implements TaskListener<R> {
    private final TaskListener<?> ofTask;
    private @Nullable TaskRun<R> child;

    ChildListener(TaskListener<?> ofTask) {
        this.ofTask = ofTask;
    }

    void watch(TaskRun<R> whose) {
        child = whose;
    }

    @Override
    public void stateChanged(TaskState state) {
        tellChange();
    }

    @Override
    public void ended(Outcome<R> outcome) {
        tellChange();
    }

    private void tellChange() {
        if (child != null) {
            ofTask.childChanged(child);
        }
    }

    @Override
    public void childChanged(TaskHandle<?> grandchild) {
        ofTask.childChanged(grandchild);
    }

    @Override
    public void progress(double done) {
        ofTask.progress(done);
    }

    @Override
    public void undelivered(@Nullable Object message) {
        ofTask.undelivered(message);
    }

    @Override
    public void log(LogLevel level, String text) {
        ofTask.log(level, text);
    }

    @Override
    public void called(Call call) {
        ofTask.called(call);
    }
}
