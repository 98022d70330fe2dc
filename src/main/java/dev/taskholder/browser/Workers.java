package dev.taskholder.browser;

import dev.taskholder.TaskRegistry;
import dev.taskholder.wire.Port;
import dev.taskholder.wire.TaskServer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** Serves tasks to a page from inside a Web Worker. */
public final class Workers {
    private final Doorbell doorbell = new Doorbell();
    private final Batch batch = new Batch();
    private final BrowserHost host;
    private final TaskServer server;

    private Workers(TaskRegistry registry) {
        host = new BrowserHost(doorbell, this::flush);
        server = new TaskServer(host, registry, new Console(batch));
    }

    /**
     * Serves the tasks of {@code registry} to the page that started this worker, until the worker ends. To be called once, from the
     * {@code main} of the module that {@code worker.js} loads.
     *
     * <pre>{@code
     * public static void main(String[] args) {
     *     Workers.serve(TaskRegistry.create().add("primes", Primes::new));
     * }
     * }</pre>
     *
     * {@code System.out} and {@code System.err} go to the console and, as log messages, to the page: {@code worker.js} sees to that.
     */
    public static void serve(TaskRegistry registry) {
        Globals.onMessage(new Workers(registry)::receive);
    }

    private void receive(JSObject data) {
        doorbell.arrived(data);
        host.handle(() -> receiveBatch(data));
    }

    private void receiveBatch(JSObject batch) {
        int count = Incoming.count(batch);
        if (count < 0) {
            server.receive(FromJs.convert(batch));
        } else if (count == 0) {
            host.answer();
        }
        for (int i = 0; i < count; i++) {
            JSObject message = JsKind.at(batch, i);
            if (Incoming.isSend(message)) {
                server.receiveSend(
                        Incoming.task(message), Incoming.request(message), FromJs.list(Incoming.messages(message)));
            } else {
                server.receiveOne(FromJs.convert(message));
            }
        }
    }

    private void flush() {
        server.flush();
        batch.flush();
    }

    /** Writes log messages to the console and sends them at once, so that they keep their order with what is printed. */
    private record Console(Batch batch) implements Port {
        @Override
        public void post(Map<String, @Nullable Object> message) {
            batch.post(message);
            // Cast, not String.valueOf: that would bring every toString of plain data into the module.
            if ("log".equals(message.get("type"))
                    && message.get("level") instanceof String level
                    && message.get("text") instanceof String text) {
                Globals.console(level, text);
                batch.flush();
            }
        }

        @Override
        public void accepted(int task, int count, int credit) {
            batch.accepted(task, count, credit);
        }

        @Override
        public void open(int task, int request, @Nullable Object value) {
            batch.open(task, request, value);
        }

        @Override
        public void add(@Nullable Object value) {
            batch.add(value);
        }
    }
}
