package dev.taskholder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Receipt;
import dev.taskholder.Request;
import dev.taskholder.TaskRegistry;
import dev.taskholder.testing.VirtualHost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A started server with some tasks, and a page in a few lines. */
abstract class ServerOfTest {
    final VirtualHost host = new VirtualHost();
    final RecordingPort port = new RecordingPort();
    final TaskServer server = new TaskServer(
            host,
            TaskRegistry.create()
                    .add("echo", () -> (input, context) -> {
                        int messages = 0;
                        while (context.inbox().receiveOrClosed() instanceof Receipt.Received<Object> received) {
                            context.emit(received.value());
                            messages++;
                        }
                        return messages;
                    })
                    .add("count", () -> (input, context) -> {
                        int count = input.getInt("count");
                        for (int i = 0; i < count; i++) {
                            context.emit(i);
                            context.progress((i + 1.0) / count);
                        }
                        return count;
                    })
                    .add("mutate", () -> (input, context) -> {
                        List<Integer> list = new ArrayList<>(List.of(1));
                        byte[] bytes = {1};
                        context.emit(list);
                        context.emit(bytes);
                        list.add(2);
                        bytes[0] = 2;
                        return null;
                    })
                    .add("thread", () -> (input, context) -> Thread.currentThread())
                    .add("broken", () -> {
                        throw new IllegalStateException("no body today");
                    })
                    .add("caller", () -> (input, context) -> context.call("price", input.value()))
                    .add("answerer", () -> (input, context) -> {
                        while (context.inbox().receiveOrClosed() instanceof Receipt.Received<Object> received
                                && received.value() instanceof Request request) {
                            if (request.message() instanceof Integer number) {
                                request.reply(number + 1);
                            } else if (request.message() != null) {
                                request.fail(new IllegalArgumentException("not a number"));
                            }
                        }
                        return null;
                    })
                    .add("family", () -> (input, context) -> {
                        context.fork("left", left -> {
                            left.fork("leaf", leaf -> {
                                leaf.sleep(20);
                                return null;
                            });
                            return null;
                        });
                        context.fork("right", right -> {
                            right.sleep(10);
                            return null;
                        });
                        return null;
                    })
                    .add("thrower", () -> (input, context) -> {
                        throw new IllegalStateException("boom", new IllegalArgumentException("because"));
                    })
                    .add("saver", () -> (input, context) -> {
                        for (int i = context.restored().getInt("next", 0); i < input.getInt("count"); i++) {
                            context.emit(i);
                            context.save(Map.of("next", i + 1));
                        }
                        context.emit("after it");
                        return null;
                    }),
            port);

    ServerOfTest() {
        send(message("start", "protocol", 2, "epoch", 3, "module", "m.wasm"));
    }

    @AfterEach
    void nothingIsLeftBehind() {
        host.close();
    }

    void send(Object... batch) {
        server.receive(Arrays.asList(batch));
        server.flush();
    }

    void run() {
        host.runReady();
        server.flush();
    }

    int countOutputs() {
        return port.take("output").stream()
                .mapToInt(output -> valuesOf(output).size())
                .sum();
    }

    static List<?> valuesOf(Map<String, @Nullable Object> output) {
        return (List<?>) Objects.requireNonNull(output.get("values"));
    }

    static Map<Object, @Nullable Object> errorOf(Map<String, @Nullable Object> outcome) {
        assertThat(outcome).containsEntry("outcome", "failed");
        return new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(outcome.get("error")));
    }

    static Map<String, @Nullable Object> spawn(int task, String name, @Nullable Object input) {
        return message(
                "spawn",
                "task",
                task,
                "name",
                name,
                "input",
                input,
                "inputCapacity",
                100,
                "outputCapacity",
                100,
                "paused",
                false,
                "priority",
                "user-visible");
    }

    static Map<String, @Nullable Object> message(String type, @Nullable Object... fields) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            message.put(String.valueOf(fields[i]), fields[i + 1]);
        }
        return message;
    }
}
