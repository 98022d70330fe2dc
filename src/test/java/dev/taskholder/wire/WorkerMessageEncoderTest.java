package dev.taskholder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Answer;
import dev.taskholder.LogLevel;
import dev.taskholder.Outcome;
import dev.taskholder.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WorkerMessageEncoderTest {
    private final Map<String, @Nullable Object> golden = new HashMap<>();

    WorkerMessageEncoderTest() {
        GoldenFile.read("worker-to-page").forEach(entry -> golden.put(entry.name(), entry.message()));
    }

    @Test
    void ready_asTheGoldenMessages() {
        assertEncodes("ready", new WorkerMessage.Ready(1, List.of("ticker", "echo")));
        assertEncodes("ready of a later epoch without tasks", new WorkerMessage.Ready(7, List.of()));
    }

    @Test
    void state_ofEveryLivingState_asTheGoldenMessages() {
        assertEncodes("state new", new WorkerMessage.State(1, TaskState.NEW, List.of(), null));
        assertEncodes("state running", new WorkerMessage.State(1, TaskState.RUNNING, List.of(), null));
        assertEncodes("state pausing", new WorkerMessage.State(1, TaskState.PAUSING, List.of("default"), null));
        assertEncodes("state paused", new WorkerMessage.State(1, TaskState.PAUSED, List.of("default", "all"), null));
        assertEncodes("state cancelling", new WorkerMessage.State(1, TaskState.CANCELLING, List.of(), null));
    }

    @Test
    void state_withAnAnswer_asTheGoldenMessages() {
        assertEncodes("state answering a pause in effect", answered(TaskState.PAUSED, 1, true, true, null, "default"));
        assertEncodes("state answering a resume", answered(TaskState.RUNNING, 2, true, false, null));
        assertEncodes(
                "state answering a resume that leaves a hold", answered(TaskState.PAUSED, 3, true, true, null, "all"));
        assertEncodes(
                "state answering a pause undone by a resume",
                answered(TaskState.RUNNING, 5, true, false, Answer.Because.RESUMED));
        assertEncodes(
                "state answering a pause undone by a cancel",
                answered(TaskState.CANCELLING, 6, true, false, Answer.Because.CANCELLED));
        assertEncodes(
                "state answering a pause that came too late",
                answered(TaskState.CANCELLING, 7, false, false, Answer.Because.ENDED));
    }

    @Test
    void progress_asTheGoldenMessage() {
        assertEncodes("progress half", new WorkerMessage.Progress(1, 0.5));
    }

    @Test
    void saved_asTheGoldenMessages() {
        assertEncodes("saved after outputs", new WorkerMessage.Saved(1, Map.of("row", 12, "iterations", 50_000), 12));
        assertEncodes("saved before any output", new WorkerMessage.Saved(1, "half", 0));
        assertEncodes("saved after more outputs than an int counts", new WorkerMessage.Saved(1, 0, (1L << 53) - 1));
    }

    @Test
    void outcome_ofEveryKind_asTheGoldenMessages() {
        assertEncodes("outcome succeeded with null", new WorkerMessage.Ended(1, new Outcome.Succeeded<>(null), null));
        assertEncodes("outcome succeeded with 0", new WorkerMessage.Ended(1, new Outcome.Succeeded<>(0), null));
        assertEncodes(
                "outcome cancelled", new WorkerMessage.Ended(1, new Outcome.Cancelled<>("no longer needed"), null));
        assertEncodes(
                "outcome cancelled without a reason", new WorkerMessage.Ended(1, new Outcome.Cancelled<>(null), null));
        ErrorReport unknown = new ErrorReport(ErrorReport.Code.UNKNOWN_TASK, "no task is named \"tikcer\"");
        assertEncodes(
                "outcome failed with the code UNKNOWN_TASK",
                new WorkerMessage.Ended(1, new Outcome.Failed<>(new IllegalStateException()), unknown));
    }

    @Test
    void outcome_failedWithACause_asTheGoldenMessage() {
        ErrorReport cause = report("the disk is full", "java.io.UncheckedIOException", "", null, null);

        assertEncodes("outcome failed with a cause", failed(noSuchRow(cause)));
    }

    @Test
    void outcome_failedInAChild_asTheGoldenMessage() {
        ErrorReport others = report("the disk is full", "java.io.UncheckedIOException", "", null, null);
        ErrorReport child = report(
                "child reader failed: java.lang.IllegalStateException: no such row",
                "dev.taskholder.ChildFailedException",
                "dev.taskholder.ChildFailedException: child reader failed: java.lang.IllegalStateException: no such row\n\tat wasm:31015",
                "reader",
                noSuchRow(null),
                others);

        assertEncodes("outcome failed in a child, with a failure suppressed", failed(child));
    }

    private static WorkerMessage failed(ErrorReport report) {
        return new WorkerMessage.Ended(1, new Outcome.Failed<>(new IllegalStateException()), report);
    }

    private static ErrorReport noSuchRow(@Nullable ErrorReport cause) {
        return report(
                "no such row",
                "java.lang.IllegalStateException",
                "java.lang.IllegalStateException: no such row\n\tat dev.taskholder.demo.Thrower.run(Thrower.java:12)",
                null,
                cause);
    }

    private static ErrorReport report(
            String message,
            String javaClass,
            String javaStack,
            @Nullable String child,
            @Nullable ErrorReport cause,
            ErrorReport... suppressed) {
        return new ErrorReport(
                ErrorReport.Code.FAILED, message, javaClass, javaStack, child, cause, List.of(suppressed));
    }

    @Test
    void children_asTheGoldenMessages() {
        assertEncodes(
                "children of a task",
                new WorkerMessage.Children(
                        1,
                        List.of(
                                new WorkerMessage.Child(1, 0, "left", TaskState.RUNNING),
                                new WorkerMessage.Child(2, 1, "leaf", TaskState.PAUSED))));
        assertEncodes(
                "children that ended",
                new WorkerMessage.Children(
                        1,
                        List.of(
                                new WorkerMessage.Child(2, 1, "leaf", TaskState.FAILED),
                                new WorkerMessage.Child(1, 0, "left", TaskState.SUCCEEDED))));
    }

    @Test
    void replyAndCall_asTheGoldenMessages() {
        ErrorReport error = report("off the map", "java.lang.IllegalArgumentException", "", null, null);
        assertEncodes("reply with an error", new WorkerMessage.FailedReply(2, 3, error));
        assertEncodes("call", new WorkerMessage.Call(1, 1, "price", Map.of("item", "tea")));
        assertEncodes("call with null", new WorkerMessage.Call(1, 2, "now", null));
        assertEncodes("abandon", new WorkerMessage.Abandon(1, 1));
    }

    @Test
    void logAndFault_asTheGoldenMessages() {
        assertEncodes("log warn", new WorkerMessage.Log(1, LogLevel.WARN, "10 rows read"));
        assertEncodes("log of no task", new WorkerMessage.Log(null, LogLevel.INFO, "hello"));
        assertEncodes(
                "fault PROTOCOL of no task",
                new WorkerMessage.ProtocolFault("type", "type: unknown message type \"explode\"", null));
        assertEncodes(
                "fault PROTOCOL",
                new WorkerMessage.ProtocolFault(
                        "spawn.inputCapacity", "spawn.inputCapacity: expected an integer ≥ 0, got -5", 3));
    }

    private void assertEncodes(String goldenName, WorkerMessage message) {
        assertThat(golden).containsKey(goldenName);
        Map<String, @Nullable Object> encoded = WorkerMessageEncoder.encode(message);
        // There may be more outputs than an int counts; a number is a number for the page.
        encoded.computeIfPresent("outputs", (key, count) -> asItCrosses(((Number) count).longValue()));
        assertThat((Object) encoded).isEqualTo(golden.get(goldenName));
    }

    private static Number asItCrosses(long number) {
        return number == (int) number ? (Number) (int) number : (Number) (double) number;
    }

    private static WorkerMessage answered(
            TaskState state,
            int command,
            boolean applied,
            boolean paused,
            Answer.@Nullable Because because,
            String... heldBy) {
        Answer answer = new Answer(applied, paused, because, List.of(heldBy));
        return new WorkerMessage.State(1, state, List.of(heldBy), new WorkerMessage.CommandAnswer(command, answer));
    }
}
