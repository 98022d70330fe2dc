package dev.taskholder.wire;

import dev.taskholder.Answer;
import dev.taskholder.Call;
import dev.taskholder.LogLevel;
import dev.taskholder.Outcome;
import dev.taskholder.PlainData;
import dev.taskholder.Request;
import dev.taskholder.TaskHandle;
import dev.taskholder.TaskListener;
import dev.taskholder.TaskState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One task as the page sees it: tells the page what happens, gathering what can wait until the end of the turn.
 */
final class ServedTask implements TaskListener<Object>, TaskHandle.SendListener {
    private final int id;
    private final TaskServer server;
    /** Null until there is a child, as with most tasks. */
    private @Nullable ServedChildren children;
    /** Null until there is a call. */
    private @Nullable ServedCalls calls;

    private int accepted;
    private int credit;
    private int undelivered;
    private double progress = Double.NaN;
    /** How many were put out. */
    private long outputs;
    /** The point to be told, and how many outputs had been put out before it; null if there is none new. */
    private @Nullable Object point;

    private long outputsBeforePoint;
    private @Nullable TaskHandle<Object> handle;

    ServedTask(int id, TaskServer server) {
        this.id = id;
        this.server = server;
    }

    /** The handle of this task; until now its state was new, or paused if so spawned. */
    void bind(TaskHandle<Object> whose) {
        handle = whose;
        if (whose.state() != TaskState.NEW) {
            postState(null);
        }
    }

    void apply(PageMessage.ForTask command) {
        TaskHandle<Object> task = Objects.requireNonNull(handle);
        if (command instanceof PageMessage.Pause pause) {
            task.pause(pause.hold(), answering(pause.command()));
        } else if (command instanceof PageMessage.Resume resume) {
            task.resume(resume.hold(), answering(resume.command()));
        } else if (command instanceof PageMessage.Cancel cancel) {
            task.cancel(cancel.reason());
        } else if (command instanceof PageMessage.Send send) {
            send(task, send.request(), send.messages());
        } else if (command instanceof PageMessage.Returned returned) {
            if (calls != null) {
                calls.returned(returned.call(), returned.value(), returned.error());
            }
        } else if (command instanceof PageMessage.CloseInput) {
            task.closeInput();
        } else if (command instanceof PageMessage.Credit credit) {
            task.credit(credit.count());
        } else if (command instanceof PageMessage.SetPriority set) {
            task.setPriority(set.priority());
        }
    }

    private void send(TaskHandle<Object> task, int request, List<@Nullable Object> messages) {
        int number = request;
        for (Object message : messages) {
            task.send(request == 0 ? message : new Request(message, new ServedRequest(id, number++, server)), this);
        }
    }

    private Answer.Listener answering(int command) {
        return answer -> postState(new WorkerMessage.CommandAnswer(command, answer));
    }

    @Override
    public void stateChanged(TaskState state) {
        postState(null);
    }

    private void postState(WorkerMessage.@Nullable CommandAnswer answer) {
        TaskHandle<Object> task = handle;
        if (task != null && !task.state().isEnded()) {
            List<String> heldBy =
                    answer == null ? task.heldBy() : answer.answer().heldBy();
            server.post(new WorkerMessage.State(id, task.state(), heldBy, answer));
        }
    }

    @Override
    public void output(@Nullable Object output) {
        server.output(id, output);
        outputs++; // not if that throws
    }

    @Override
    public void progress(double done) {
        progress = done;
        server.flushLater(this);
    }

    @Override
    public void saved(Object latest) {
        point = latest;
        outputsBeforePoint = outputs;
        server.flushLater(this);
    }

    @Override
    public void accepted() {
        accepted++;
        server.flushLater(this);
    }

    @Override
    public void received() {
        credit++;
        server.flushLater(this);
    }

    @Override
    public void undelivered(@Nullable Object message) {
        undelivered++;
    }

    @Override
    public void log(LogLevel level, String text) {
        server.post(new WorkerMessage.Log(id, level, text));
    }

    @Override
    public void childChanged(TaskHandle<?> child) {
        if (children == null) {
            children = new ServedChildren();
        }
        children.changed(child);
        server.flushLater(this);
    }

    @Override
    public void called(Call call) {
        if (calls == null) {
            calls = new ServedCalls(id, server);
        }
        calls.post(call);
    }

    @Override
    public void ended(Outcome<Object> outcome) {
        flush();
        ErrorReport error = errorOf(outcome);
        if (error != null) {
            String name = handle == null ? "task" : handle.name();
            log(LogLevel.ERROR, name + " failed: " + error.describe());
        }
        if (undelivered > 0) {
            log(LogLevel.WARN, "ended without receiving " + undelivered + " of the messages sent to it");
        }
        server.post(new WorkerMessage.Ended(id, outcome, error));
        server.release(id);
    }

    private static @Nullable ErrorReport errorOf(Outcome<Object> outcome) {
        if (outcome instanceof Outcome.Failed<Object> failed) {
            return ErrorReport.of(ErrorReport.Code.FAILED, failed.cause());
        }
        if (outcome instanceof Outcome.Succeeded<Object> succeeded) {
            try {
                PlainData.check("result", succeeded.value());
            } catch (IllegalArgumentException notPlain) {
                return ErrorReport.of(ErrorReport.Code.DATA_CLONE, notPlain);
            }
        }
        return null;
    }

    /** Posts what has been gathered. */
    void flush() {
        List<WorkerMessage.Child> news = children == null ? List.of() : children.takeChanges();
        if (!news.isEmpty()) {
            server.post(new WorkerMessage.Children(id, news));
        }
        if (accepted > 0 || credit > 0) {
            server.accepted(id, accepted, credit);
            accepted = 0;
            credit = 0;
        }
        if (point != null) {
            server.post(new WorkerMessage.Saved(id, point, outputsBeforePoint));
            point = null;
        }
        if (!Double.isNaN(progress)) {
            server.post(new WorkerMessage.Progress(id, progress));
            progress = Double.NaN;
        }
    }
}
