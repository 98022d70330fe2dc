package dev.taskholder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a page and its tasks say to each other while all goes well. */
final class TaskServerTest extends ServerOfTest {
    @Test
    void start_answersReadyWithEpochAndNames() {
        Map<String, @Nullable Object> ready = port.take().get(0);

        assertThat(ready)
                .containsEntry("type", "ready")
                .containsEntry("epoch", 3)
                .containsEntry(
                        "tasks",
                        List.of(
                                "echo",
                                "count",
                                "mutate",
                                "thread",
                                "broken",
                                "caller",
                                "answerer",
                                "family",
                                "thrower",
                                "saver"));
    }

    @Test
    void start_ofAnotherVersion_isAFaultThatNamesBoth() {
        send(message("start", "protocol", 3, "epoch", 1, "module", "m.wasm"));

        assertThat(port.take("fault"))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .containsEntry("field", "start.protocol")
                        .containsEntry("message", "start.protocol: this module speaks protocol 2, the page 3"));
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
    void pointsSavedInOneTurn_travelAsTheLast_withTheOutputsBeforeIt() {
        send(spawn(1, "saver", Map.of("count", 3)));
        run();

        List<Map<String, @Nullable Object>> told = port.take();
        assertThat(told.stream().map(m -> m.get("type")).toList())
                .containsExactly("ready", "state", "output", "saved", "outcome");
        assertThat(told.get(2)).containsEntry("values", List.of(0, 1, 2, "after it"));
        assertThat(told.get(3))
                .containsEntry("task", 1)
                .containsEntry("value", Map.of("next", 3))
                .containsEntry("outputs", 3L);
    }

    @Test
    void pointOfALaterTurn_countsAllOutputsOfTheRun() {
        Map<String, @Nullable Object> spawn = spawn(1, "saver", Map.of("count", 3));
        spawn.put("outputCapacity", 1);

        send(spawn);
        run();
        List<Map<String, @Nullable Object>> first = port.take("saved");
        send(message("credit", "task", 1, "count", 100));
        run();

        assertThat(first).singleElement().satisfies(it -> assertThat(it).containsEntry("outputs", 1L));
        assertThat(port.take("saved"))
                .singleElement()
                .satisfies(it -> assertThat(it).containsEntry("outputs", 3L));
    }

    @Test
    void spawn_thatGoesOn_isGivenThePoint() {
        Map<String, @Nullable Object> spawn = spawn(1, "saver", Map.of("count", 3));
        spawn.put("restored", Map.of("next", 2));

        send(spawn);
        run();

        assertThat(port.take("output"))
                .singleElement()
                .satisfies(output -> assertThat(output).containsEntry("values", List.of(2, "after it")));
    }

    @Test
    void spawn_withALowerIdThanOneBefore_isTaken() {
        send(spawn(2, "count", Map.of("count", 1)), spawn(1, "count", Map.of("count", 1)));
        run();

        assertThat(port.take("outcome")).extracting(m -> m.get("task")).containsExactlyInAnyOrder(1, 2);
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

        send(message("send", "task", 1, "request", 0, "messages", Arrays.asList("a", null)));
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
    void pause_overtakenByACancelBeforeTheBodyHasBegun_isHeldByNothing() {
        Map<String, @Nullable Object> spawn = spawn(1, "echo", null);
        spawn.put("paused", true);

        send(
                spawn,
                message("resume", "task", 1, "hold", "default", "command", 1),
                message("pause", "task", 1, "hold", "h", "command", 2),
                message("cancel", "task", 1, "reason", null));
        run();

        Map<String, Object> overtaken = Map.of("command", 2, "applied", true, "paused", false, "because", "cancelled");
        assertThat(port.take("state"))
                .anySatisfy(state ->
                        assertThat(state).containsEntry("answer", overtaken).containsEntry("heldBy", List.of()));
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
    void messages_neverReceived_areLoggedAtTheEnd() {
        send(spawn(1, "count", Map.of("count", 0)), message("send", "task", 1, "request", 0, "messages", List.of("a")));
        run();

        assertThat(port.take("log"))
                .singleElement()
                .satisfies(log -> assertThat(log)
                        .containsEntry("level", "warn")
                        .containsEntry("text", "ended without receiving 1 of the messages sent to it"));
    }
}
