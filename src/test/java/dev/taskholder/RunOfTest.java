package dev.taskholder;

import dev.taskholder.testing.Trail;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a task together with everything that was told about it. */
class RunOfTest<R> implements TaskListener<R> {
    /** A body that commands its own task, as a page does while it runs. */
    interface SelfBody<R> {
        @Nullable R run(RunOfTest<R> self, TaskContext context) throws Exception;
    }

    final TaskRun<R> task;
    /** Everything told, in order: {@code RUNNING}, {@code output 1}, {@code ended Succeeded[value=null]}. */
    final Trail told = new Trail();

    final List<TaskState> states = new ArrayList<>();
    final List<@Nullable Object> outputs = new ArrayList<>();
    final List<Object> points = new ArrayList<>();
    final List<@Nullable Object> undelivered = new ArrayList<>();
    final List<Outcome<R>> outcomes = new ArrayList<>();
    int received;

    RunOfTest(String name, @Nullable TaskRun<?> parent, Scheduler scheduler, TaskOptions options, SelfBody<R> body) {
        task = new TaskRun<>(name, parent, scheduler, options, this, context -> body.run(this, context));
        task.start(ended -> {});
    }

    RecordingAnswer pause() {
        return pause(TaskHandle.DEFAULT_HOLD);
    }

    RecordingAnswer pause(String hold) {
        RecordingAnswer answer = new RecordingAnswer();
        task.pause(hold, answer);
        return answer;
    }

    RecordingAnswer resume() {
        return resume(TaskHandle.DEFAULT_HOLD);
    }

    RecordingAnswer resume(String hold) {
        RecordingAnswer answer = new RecordingAnswer();
        task.resume(hold, answer);
        return answer;
    }

    RecordingSend send(@Nullable Object message) {
        RecordingSend send = new RecordingSend();
        send.isTaken = task.send(message, send);
        return send;
    }

    TaskState state() {
        return task.state();
    }

    /** The one outcome. */
    Outcome<R> outcome() {
        if (outcomes.size() != 1) {
            throw new AssertionError("expected one outcome, got " + outcomes);
        }
        return outcomes.get(0);
    }

    /** What the task threw. */
    Throwable failure() {
        if (outcome() instanceof Outcome.Failed<R> failed) {
            return failed.cause();
        }
        throw new AssertionError("expected a failure, got " + outcomes);
    }

    @Override
    public void stateChanged(TaskState state) {
        states.add(state);
        told.add(state.toString());
    }

    @Override
    public void output(@Nullable Object output) {
        outputs.add(output);
        told.add("output " + output);
    }

    @Override
    public void progress(double done) {
        told.add("progress " + done);
    }

    @Override
    public void saved(Object point) {
        points.add(point);
        told.add("saved " + point);
    }

    @Override
    public void received() {
        received++;
        told.add("received");
    }

    @Override
    public void undelivered(@Nullable Object message) {
        undelivered.add(message);
        told.add("undelivered " + message);
    }

    @Override
    public void log(LogLevel level, String text) {
        told.add(level + " " + text);
    }

    @Override
    public void ended(Outcome<R> outcome) {
        outcomes.add(outcome);
        told.add("ended " + outcome);
    }
}
