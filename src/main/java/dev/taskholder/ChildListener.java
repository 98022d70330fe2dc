package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** Tells what a child does to the listener of the task that it descends from. */
final class ChildListener<R> implements TaskListener<R> {
    private final TaskListener<?> ofTask;
    private @Nullable TaskRun<R> child;
    private int undelivered;

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
        if (undelivered > 0 && child != null) {
            log(
                    LogLevel.WARN,
                    child.name() + " ended without receiving " + undelivered + " of the messages sent to it");
        }
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

    /** Not told to the listener of the task: that one knows only what was sent to the task. */
    @Override
    public void undelivered(@Nullable Object message) {
        undelivered++;
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
