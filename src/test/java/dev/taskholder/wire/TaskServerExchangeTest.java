package dev.taskholder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests of the page, calls of the task, and what the page is told of children. */
final class TaskServerExchangeTest extends ServerOfTest {
    @Test
    void request_isAnsweredByItsNumber_aFailureWithWhatWasThrown() {
        send(spawn(1, "answerer", null));
        send(ask(7, 41), ask(8, "forty-one"), ask(9, 1));
        run();

        List<Map<String, @Nullable Object>> replies = port.take("reply");
        assertThat(replies).hasSize(3);
        assertThat(replies.get(0)).isEqualTo(message("reply", "task", 1, "request", 7, "values", List.of(42)));
        assertThat(replies.get(1)).containsEntry("request", 8).doesNotContainKey("values");
        assertThat(mapOf(replies.get(1).get("error")))
                .containsEntry("message", "not a number")
                .containsEntry("javaClass", "java.lang.IllegalArgumentException");
        assertThat(replies.get(2)).containsEntry("request", 9).containsEntry("values", List.of(2));
        send(message("closeInput", "task", 1));
        run();
    }

    @Test
    void requests_thatFollowOneAnother_areAnsweredInOneMessage() {
        send(spawn(1, "answerer", null));
        send(message("send", "task", 1, "request", 3, "messages", List.of(1, 2)), ask(5, 3), ask(7, 4));
        run();

        assertThat(port.take("reply"))
                .containsExactly(
                        message("reply", "task", 1, "request", 3, "values", List.of(2, 3, 4)),
                        message("reply", "task", 1, "request", 7, "values", List.of(5)));
        send(message("closeInput", "task", 1));
        run();
    }

    @Test
    void request_usesTheInboxLikeASend_andMayStayUnanswered() {
        send(spawn(1, "answerer", null));
        send(ask(1, null));
        run();
        send(message("closeInput", "task", 1));
        run();

        assertThat(typesOf(port.take())).containsExactly("ready", "accepted", "state", "accepted", "outcome");
    }

    @Test
    void call_waitsForWhatThePageReturned() {
        send(spawn(1, "caller", "tea"));
        run();
        List<Map<String, @Nullable Object>> told = port.take();
        send(message("returned", "task", 1, "call", 1, "value", 9.5));
        run();

        assertThat(typesOf(told)).containsExactly("ready", "state", "call");
        assertThat(told.get(2))
                .isEqualTo(message("call", "task", 1, "call", 1, "function", "price", "argument", "tea"));
        assertThat(port.take("outcome"))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome).containsEntry("value", 9.5));
    }

    @Test
    void call_thatThePageFailed_throwsTheErrorWithItsCause() {
        send(spawn(1, "caller", "tea"));
        run();
        Map<String, @Nullable Object> cause = error("RangeError", "sold out");
        Map<String, @Nullable Object> error = error("TypeError", "no price");
        error.put("cause", cause);
        send(message("returned", "task", 1, "call", 1, "value", null, "error", error));
        run();

        Map<Object, @Nullable Object> failure = errorOf(port.take("outcome").get(0));
        assertThat(failure)
                .containsEntry("message", "no price")
                .containsEntry("javaClass", "dev.taskholder.JsException");
        assertThat(mapOf(failure.get("cause"))).containsEntry("message", "sold out");
    }

    @Test
    void call_cancelledWhileItWaits_isAbandonedOnce_andALateAnswerDoesNothing() {
        send(spawn(1, "caller", "tea"));
        run();
        send(message("cancel", "task", 1, "reason", null));
        run();
        send(message("returned", "task", 1, "call", 1, "value", 9.5));
        run();

        List<Map<String, @Nullable Object>> told = port.take();
        assertThat(typesOf(told)).containsExactly("ready", "state", "call", "state", "abandon", "outcome");
        assertThat(told.get(4)).isEqualTo(message("abandon", "task", 1, "call", 1));
    }

    @Test
    void returned_forACallThatWasNeverMade_doesNothing() {
        send(spawn(1, "caller", "tea"));
        run();
        send(
                message("returned", "task", 1, "call", 2, "value", 1),
                message("returned", "task", 1, "call", 1, "value", 2));
        run();

        assertThat(port.take("outcome"))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome).containsEntry("value", 2));
    }

    @Test
    void returned_malformed_isAFault_andFailsTheCallThatItAnswers() {
        send(spawn(1, "caller", "tea"));
        run();
        port.take();
        Map<String, @Nullable Object> error = error("TypeError", "no price");
        error.put("name", 42);
        send(message("returned", "task", 1, "call", 1, "value", null, "error", error));
        run();

        List<Map<String, @Nullable Object>> told = port.take();
        assertThat(told.get(0)).containsEntry("type", "fault").containsEntry("field", "returned.error.name");
        assertThat(errorOf(told.get(told.size() - 1)))
                .containsEntry("message", "returned.error.name: expected a string, got 42");
    }

    @Test
    void returned_malformed_withoutACallThatCanBeRead_isAFaultAndNoMore() {
        send(spawn(1, "caller", "tea"));
        run();
        port.take();
        send(message("returned", "task", 1, "call", "one", "value", 1), message("returned", "call", 1, "value", 1));
        List<Map<String, @Nullable Object>> told = port.take();
        send(message("returned", "task", 1, "call", 1, "value", 2));
        run();

        assertThat(typesOf(told)).containsExactly("fault", "fault");
        assertThat(port.take("outcome"))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome).containsEntry("value", 2));
    }

    @Test
    void children_areToldAsTheyComeAndGo_parentsFirst() {
        send(spawn(1, "family", null));
        run();
        List<String> born = takeChildren();
        send(message("pause", "task", 1, "hold", "h", "command", 1));
        run();
        List<String> paused = takeChildren();
        send(message("resume", "task", 1, "hold", "h", "command", 2));
        run();
        List<String> resumed = takeChildren();
        host.advance(10);
        server.flush();
        List<String> oneEnded = takeChildren();
        host.advance(10);
        server.flush();
        List<Map<String, @Nullable Object>> last = port.take();

        assertThat(born).containsExactly("1 left of 0: running", "2 right of 0: running", "3 leaf of 1: running");
        assertThat(paused)
                .containsExactlyInAnyOrder("1 left of 0: paused", "2 right of 0: paused", "3 leaf of 1: paused");
        assertThat(resumed).hasSize(3).allMatch(change -> change.endsWith("running"));
        assertThat(oneEnded).containsExactly("2 right of 0: succeeded");
        assertThat(typesOf(last)).containsExactly("children", "outcome");
        assertThat(changesIn(last.get(0)))
                .containsExactlyInAnyOrder("3 leaf of 1: succeeded", "1 left of 0: succeeded");
    }

    private static Map<Object, @Nullable Object> mapOf(@Nullable Object value) {
        return new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(value));
    }

    private static Map<String, @Nullable Object> ask(int request, @Nullable Object message) {
        return message("send", "task", 1, "request", request, "messages", Arrays.asList(message));
    }

    private static Map<String, @Nullable Object> error(String name, String text) {
        Map<String, @Nullable Object> error = message("unused", "name", name, "message", text, "stack", "");
        error.remove("type");
        return error;
    }

    private static List<String> typesOf(List<Map<String, @Nullable Object>> messages) {
        return messages.stream()
                .map(message -> (String) Objects.requireNonNull(message.get("type")))
                .toList();
    }

    private List<String> takeChildren() {
        return port.take("children").stream()
                .flatMap(message -> changesIn(message).stream())
                .toList();
    }

    private static List<String> changesIn(Map<String, @Nullable Object> message) {
        List<String> changes = new ArrayList<>();
        for (Object change : (List<?>) Objects.requireNonNull(message.get("children"))) {
            Map<?, ?> child = (Map<?, ?>) change;
            changes.add(child.get("child") + " " + child.get("name") + " of " + child.get("parent") + ": "
                    + child.get("state"));
        }
        return changes;
    }
}
