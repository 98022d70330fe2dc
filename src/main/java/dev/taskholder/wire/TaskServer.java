package dev.taskholder.wire;

import dev.taskholder.Data;
import dev.taskholder.Host;
import dev.taskholder.Outcome;
import dev.taskholder.Task;
import dev.taskholder.TaskHolder;
import dev.taskholder.TaskOptions;
import dev.taskholder.TaskRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The worker's side of the protocol: turns batches of messages into commands of a {@link TaskHolder}, and what its tasks do into
 * messages. A malformed message is answered by a fault that names the field and harms nothing else; a command for a task that has
 * ended is passed over, for the page cannot know.
 */
public final class TaskServer {
    private final TaskRegistry registry;
    private final Port port;
    private final TaskHolder holder;
    private final Map<Integer, ServedTask> living = new HashMap<>();
    private final Set<ServedTask> gathering = new LinkedHashSet<>();
    private int highestTask;
    private boolean started;
    /** The task whose outputs or replies the last message of the batch holds; 0 if it holds something else. */
    private int openTask;
    /** The request that the next of those replies answers; 0 if they are outputs. */
    private int nextRequest;

    /** Makes a server that runs the tasks of {@code registry} on {@code host}. */
    public TaskServer(Host host, TaskRegistry registry, Port port) {
        this.registry = registry;
        this.port = port;
        this.holder = new TaskHolder(host);
    }

    /** Takes a batch of messages, plain data as it came from the page. Never throws for what is in it. */
    public void receive(@Nullable Object batch) {
        if (!(batch instanceof List<?> messages)) {
            post(new WorkerMessage.ProtocolFault("batch", "batch: expected an array of messages", null));
            return;
        }
        messages.forEach(this::receiveOne);
    }

    /** Takes one message of a batch. */
    public void receiveOne(@Nullable Object message) {
        try {
            handle(PageMessageDecoder.decode(message));
        } catch (ProtocolException malformed) {
            String problem = fault(malformed);
            PageMessage.Returned failed = PageMessageDecoder.failedReturn(message, problem);
            if (failed != null) {
                forward(failed);
            }
        }
    }

    /** Takes a {@code send} whose numbers are in range: what comes most often needs no map. At least one message. */
    public void receiveSend(int task, int request, List<@Nullable Object> messages) {
        try {
            for (Object message : messages) { // each for itself: together they may have any number of values
                Fields.checkPlain("send.messages", task, message);
            }
            handle(new PageMessage.Send(task, request, messages));
        } catch (ProtocolException malformed) {
            fault(malformed);
        }
    }

    private String fault(ProtocolException malformed) {
        String problem = String.valueOf(malformed.getMessage());
        post(new WorkerMessage.ProtocolFault(malformed.field(), problem, malformed.task()));
        return problem;
    }

    /** Posts what was gathered during a turn. To be called at the end of every turn and every batch. */
    public void flush() {
        if (!gathering.isEmpty()) {
            List<ServedTask> tasks = new ArrayList<>(gathering);
            gathering.clear();
            tasks.forEach(ServedTask::flush);
        }
        openTask = 0;
    }

    private void handle(PageMessage message) {
        if (message instanceof PageMessage.Start start) {
            started = true;
            post(new WorkerMessage.Ready(start.epoch(), registry.names()));
        } else if (!started) {
            throw new ProtocolException("type", null, "expected start first");
        } else if (message instanceof PageMessage.Spawn spawn) {
            spawn(spawn);
        } else {
            command((PageMessage.ForTask) message);
        }
    }

    private void command(PageMessage.ForTask command) {
        if (command.task() > highestTask) {
            String problem = "no task " + command.task() + " was ever spawned";
            throw new ProtocolException(command.type() + ".task", null, problem);
        }
        forward(command);
    }

    private void forward(PageMessage.ForTask command) {
        ServedTask served = living.get(command.task());
        if (served != null) {
            served.apply(command);
        }
    }

    private void spawn(PageMessage.Spawn spawn) {
        if (living.containsKey(spawn.task())) {
            throw new ProtocolException("spawn.task", null, "expected an id without a task, got " + spawn.task());
        }
        // Not in the order of the ids: a page has to look up where a task goes on, and posts others meanwhile.
        highestTask = Math.max(highestTask, spawn.task());
        Task<Data, Object> task = registry.find(spawn.name());
        if (task == null) {
            post(unknown(spawn));
            return;
        }
        TaskOptions options = new TaskOptions(
                spawn.inputCapacity(), spawn.outputCapacity(), spawn.paused(), spawn.priority(), spawn.restored());
        ServedTask served = new ServedTask(spawn.task(), this);
        living.put(spawn.task(), served);
        served.bind(holder.spawn(spawn.name(), task, Data.of(spawn.input()), options, served));
    }

    private WorkerMessage.Ended unknown(PageMessage.Spawn spawn) {
        String message = "no task is named \"" + spawn.name() + "\"; there are " + String.join(", ", registry.names());
        ErrorReport error = new ErrorReport(ErrorReport.Code.UNKNOWN_TASK, message);
        return new WorkerMessage.Ended(
                spawn.task(), new Outcome.Failed<>(new IllegalArgumentException(message)), error);
    }

    // --- called by the tasks served ---

    void post(WorkerMessage message) {
        openTask = 0;
        port.post(WorkerMessageEncoder.encode(message));
    }

    void accepted(int task, int count, int credit) {
        openTask = 0;
        port.accepted(task, count, credit);
    }

    /** Outputs of a task with nothing between them go as one message. */
    void output(int task, @Nullable Object value) {
        add(task, 0, value);
    }

    /** Replies to requests that follow one another go as one message. */
    void reply(int task, int request, @Nullable Object value) {
        add(task, request, value);
        nextRequest++;
    }

    private void add(int task, int request, @Nullable Object value) {
        if (task == openTask && request == nextRequest) {
            port.add(value);
        } else {
            port.open(task, request, value);
            openTask = task;
            nextRequest = request;
        }
    }

    void flushLater(ServedTask task) {
        gathering.add(task);
    }

    void release(int id) {
        living.remove(id);
    }
}
