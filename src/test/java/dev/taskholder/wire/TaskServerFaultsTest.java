package dev.taskholder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.TaskRegistry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes wrong, and harms nothing else. */
final class TaskServerFaultsTest extends ServerOfTest {
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
                                                + " echo, count, mutate, thread, broken, caller, answerer, family, thrower, saver"),
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
                message("send", "task", 1, "request", 0, "messages", List.of(1)),
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
    void spawn_withTheIdOfALivingTask_isAFault_andHarmsItNot() {
        send(spawn(2, "echo", null));
        run();
        port.take();

        send(spawn(2, "count", Map.of("count", 0)));
        List<Map<String, @Nullable Object>> told = port.take();
        send(message("closeInput", "task", 2));
        run();

        assertThat(told.get(0))
                .containsEntry("field", "spawn.task")
                .containsEntry("message", "spawn.task: expected an id without a task, got 2");
        assertThat(port.take("outcome"))
                .singleElement()
                .satisfies(it -> assertThat(it).containsEntry("outcome", "succeeded"));
    }

    @Test
    void message_thatIsNotPlainData_isAFaultThatNamesThePath() {
        send(spawn(1, "echo", null));
        port.take();

        send(
                message("send", "task", 1, "request", 0, "messages", List.of(List.of(new Object()))),
                message("closeInput", "task", 1));
        run();

        List<Map<String, @Nullable Object>> messages = port.take();
        assertThat(messages.get(0))
                .containsEntry("field", "send.messages")
                .containsEntry("task", 1)
                .containsEntry(
                        "message",
                        "send.messages: expected plain data; send.messages[0][0]: not plain data: java.lang.Object");
        assertThat(messages).anySatisfy(m -> assertThat(m).containsEntry("value", 0));
    }
}
