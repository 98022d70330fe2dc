package dev.taskholder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Receipt;
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
import org.junit.jupiter.api.Test;

final class TaskServerTest {
    private final VirtualHost host = new VirtualHost();
    private final RecordingPort port = new RecordingPort();
    private final TaskServer server = new TaskServer(
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
                    .add("thrower", () -> (input, context) -> {
                        throw new IllegalStateException("boom", new IllegalArgumentException("because"));
                    }),
            port);

    TaskServerTest() {
        send(message("start", "protocol", 1, "epoch", 3, "module", "m.wasm"));
    }

    @AfterEach
    void nothingIsLeftBehind() {
        host.close();
    }

    @Test
    void start_answersReadyWithEpochAndNames() {
        Map<String, @Nullable Object> ready = port.take().get(0);

        assertThat(ready)
                .containsEntry("type", "ready")
                .containsEntry("epoch", 3)
                .containsEntry("tasks", List.of("echo", "count", "mutate", "thread", "broken", "thrower"));
    }

    @Test
    void start_ofAnotherVersion_isAFaultThatNamesBoth() {
        send(message("start", "protocol", 2, "epoch", 1, "module", "m.wasm"));

        assertThat(port.take("fault"))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .containsEntry("field", "start.protocol")
                        .containsEntry("message", "start.protocol: this module speaks protocol 1, the page 2"));
    }

    @Test
    void spawn_ofATask_reportsItsLifeInOrder() {
        port.take();

        send(spawn(1, "count", Map.of("count", 3)));
        run();

        assertThat(port.take())
                .extracting(m -> m.get("type"))
                .containsExactly("state", "output", "progress", "outcome");
    }

    @Test
    void outputs_ofOneTurn_travelAsOneMessage() {
        send(spawn(1, "count", Map.of("count", 5)));
        run();

        assertThat(port.take("output"))
                .singleElement()
                .satisfies(output -> assertThat(output).containsEntry("values", List.of(0, 1, 2, 3, 4)));
    }

    @Test
    void outputs_changedAfterTheyWereEmitted_arriveAsTheyWere() {
        send(spawn(1, "mutate", null));
        run();

        List<?> values = valuesOf(port.take("output").get(0));
        assertThat(values.get(0)).isEqualTo(List.of(1));
        assertThat(values.get(1)).isEqualTo(new byte[] {1});
    }

    @Test
    void credit_notGiven_holdsOutputsBack() {
        Map<String, @Nullable Object> spawn = spawn(1, "count", Map.of("count", 20));
        spawn.put("outputCapacity", 8);

        send(spawn);
        run();
        int ahead = countOutputs();
        send(message("credit", "task", 1, "count", 4));
        run();
        int more = countOutputs();
        send(message("cancel", "task", 1, "reason", null));
        run();

        assertThat(ahead).isEqualTo(8);
        assertThat(more).isEqualTo(4);
    }

    @Test
    void send_isAcceptedWhenInTheInboxAndCreditedWhenReceived() {
        send(spawn(1, "echo", null));
        send(message("pause", "task", 1, "hold", "h", "command", 1));
        run();
        port.take();

        send(message("send", "task", 1, "message", "a"), message("send", "task", 1, "message", null));
        Map<String, @Nullable Object> accepted = port.take("accepted").get(0);
        send(message("resume", "task", 1, "hold", "h", "command", 2));
        run();
        List<Map<String, @Nullable Object>> after = port.take();
        send(message("closeInput", "task", 1));
        run();

        assertThat(accepted).containsEntry("count", 2).containsEntry("credit", 0);
        assertThat(after)
                .anySatisfy(m -> assertThat(m).containsEntry("type", "accepted").containsEntry("credit", 2));
        assertThat(after).anySatisfy(m -> assertThat(m).containsEntry("values", Arrays.asList("a", null)));
        assertThat(port.take("outcome").get(0)).containsEntry("value", 2);
    }

    @Test
    void pause_isAnsweredWithItsCommand() {
        send(spawn(1, "echo", null));
        run();
        port.take();

        send(message("pause", "task", 1, "hold", "h", "command", 9));
        run();
        List<Map<String, @Nullable Object>> states = port.take("state");
        send(message("cancel", "task", 1, "reason", "enough"));
        run();

        assertThat(states)
                .anySatisfy(state -> assertThat(state)
                        .containsEntry("state", "paused")
                        .containsEntry("heldBy", List.of("h"))
                        .containsEntry("answer", Map.of("command", 9, "applied", true, "paused", true)));
        assertThat(port.take("outcome").get(0)).containsEntry("reason", "enough");
    }

    @Test
    void spawn_paused_isTold() {
        Map<String, @Nullable Object> spawn = spawn(1, "echo", null);
        spawn.put("paused", true);

        send(spawn);
        List<Map<String, @Nullable Object>> states = port.take("state");
        send(message("cancel", "task", 1, "reason", null));
        run();

        assertThat(states)
                .singleElement()
                .satisfies(state ->
                        assertThat(state).containsEntry("state", "paused").containsEntry("heldBy", List.of("default")));
    }

    @Test
    void spawn_ofAnUnknownName_endsThatTaskAlone() {
        send(spawn(1, "nope", null), spawn(2, "count", Map.of("count", 1)));
        run();

        assertThat(port.take("outcome"))
                .satisfiesExactly(
                        outcome -> assertThat(errorOf(outcome))
                                .containsEntry("code", "UNKNOWN_TASK")
                                .containsEntry(
                                        "message",
                                        "no task is named \"nope\"; there are"
                                                + " echo, count, mutate, thread, broken, thrower"),
                        outcome -> assertThat(outcome).containsEntry("outcome", "succeeded"));
    }

    @Test
    void failure_isReportedWithItsCauseAndLogged() {
        send(spawn(1, "thrower", null));
        run();

        List<Map<String, @Nullable Object>> messages = port.take();
        assertThat(messages)
                .anySatisfy(m -> assertThat(m)
                        .containsEntry("type", "log")
                        .containsEntry("level", "error")
                        .hasEntrySatisfying(
                                "text",
                                text -> assertThat(String.valueOf(text))
                                        .contains("thrower failed: java.lang.IllegalStateException: boom")
                                        .contains("caused by java.lang.IllegalArgumentException: because")));
        Map<Object, @Nullable Object> error = errorOf(messages.get(messages.size() - 1));
        assertThat(error.get("javaClass")).isEqualTo("java.lang.IllegalStateException");
        assertThat((Map<?, ?>) error.get("cause")).extracting("message").isEqualTo("because");
    }

    @Test
    void failure_ofTheFactory_isTheOutcomeOfTheTask() {
        send(spawn(1, "broken", null));
        run();

        assertThat(errorOf(port.take("outcome").get(0))).containsEntry("message", "no body today");
    }

    @Test
    void result_thatIsNotPlain_failsWithItsPath() {
        send(spawn(1, "thread", null));
        run();

        assertThat(errorOf(port.take("outcome").get(0)))
                .containsEntry("code", "DATA_CLONE")
                .hasEntrySatisfying(
                        "message",
                        message -> assertThat(String.valueOf(message)).startsWith("result: not plain"));
    }

    @Test
    void command_forAnEndedTask_isPassedOver() {
        send(spawn(1, "count", Map.of("count", 0)));
        run();
        port.take();

        send(
                message("pause", "task", 1, "hold", "h", "command", 1),
                message("cancel", "task", 1, "reason", null),
                message("send", "task", 1, "message", 1),
                message("credit", "task", 1, "count", 1));

        assertThat(port.take()).isEmpty();
    }

    @Test
    void command_forATaskNeverSpawned_isAFault() {
        port.take();

        send(message("pause", "task", 99, "hold", "h", "command", 1));

        assertThat(port.take().get(0)).containsEntry("field", "pause.task");
    }

    @Test
    void malformedMessage_inABatch_harmsNothingElseInIt() {
        send(message("explode"), spawn(1, "count", Map.of("count", 1)));
        run();

        List<Map<String, @Nullable Object>> messages = port.take();
        assertThat(messages)
                .anySatisfy(m -> assertThat(m).containsEntry("type", "fault").containsEntry("field", "type"));
        assertThat(messages).anySatisfy(m -> assertThat(m).containsEntry("outcome", "succeeded"));
    }

    @Test
    void batch_thatIsNoList_isAFault() {
        port.take();

        server.receive("hello");

        assertThat(port.take().get(0)).containsEntry("field", "batch");
    }

    @Test
    void command_beforeStart_isAFault() {
        RecordingPort before = new RecordingPort();

        new TaskServer(host, TaskRegistry.create(), before).receive(List.of(spawn(1, "echo", null)));

        assertThat(before.take().get(0)).containsEntry("type", "fault").containsEntry("field", "type");
    }

    @Test
    void spawn_withAnIdUsedBefore_isAFault() {
        send(spawn(2, "count", Map.of("count", 0)));
        run();
        port.take();

        send(spawn(2, "count", Map.of("count", 0)));

        assertThat(port.take().get(0))
                .containsEntry("field", "spawn.task")
                .containsEntry("message", "spawn.task: expected an id above 2, got 2");
    }

    // --- a page in a few lines ---

    private void send(Object... batch) {
        server.receive(Arrays.asList(batch));
        server.flush();
    }

    private void run() {
        host.runReady();
        server.flush();
    }

    private int countOutputs() {
        return port.take("output").stream()
                .mapToInt(output -> valuesOf(output).size())
                .sum();
    }

    private static List<?> valuesOf(Map<String, @Nullable Object> output) {
        return (List<?>) Objects.requireNonNull(output.get("values"));
    }

    private static Map<Object, @Nullable Object> errorOf(Map<String, @Nullable Object> outcome) {
        assertThat(outcome).containsEntry("outcome", "failed");
        return new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(outcome.get("error")));
    }

    private static Map<String, @Nullable Object> spawn(int task, String name, @Nullable Object input) {
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

    private static Map<String, @Nullable Object> message(String type, @Nullable Object... fields) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            message.put(String.valueOf(fields[i]), fields[i + 1]);
        }
        return message;
    }
}
