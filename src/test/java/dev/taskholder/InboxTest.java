package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Outcome.Failed;
import dev.taskholder.Outcome.Succeeded;
import dev.taskholder.Receipt.Closed;
import dev.taskholder.Receipt.Empty;
import dev.taskholder.Receipt.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws C1 to C4 for the inbox of a task. */
final class InboxTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1, 3, 100})
    void C1_messages_areReceivedInTheOrderSent(int capacity) {
        RunOfTest<List<@Nullable Object>> run = rig.spawned(withCapacity(capacity), InboxTest::collect);

        List<RecordingSend> sends = IntStream.range(0, 10).mapToObj(run::send).toList();
        run.task.closeInput();
        rig.host.runReady();

        assertThat(sends).allMatch(send -> send.fate().equals("accepted"));
        assertThat(run.received).isEqualTo(10);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)));
    }

    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1, 3})
    void C3_nobodyReceives_asManyAsTheCapacityAreAccepted(int capacity) {
        RunOfTest<Object> run =
                rig.spawned(withCapacity(capacity), context -> context.inbox().receive());

        List<RecordingSend> sends = IntStream.range(0, 5).mapToObj(run::send).toList();

        assertThat(sends).allMatch(send -> send.isTaken);
        assertThat(sends.stream().map(RecordingSend::fate))
                .containsExactlyElementsOf(IntStream.range(0, 5)
                        .mapToObj(i -> i < capacity ? "accepted" : "waiting")
                        .toList());
        run.task.cancel(null);
        rig.host.runReady();
    }

    @Test
    void C3_oneIsReceived_theOldestWaitingSendIsLetIn() {
        RunOfTest<Object> run = rig.spawned(withCapacity(1), context -> {
            Object message = context.inbox().receive();
            context.sleep(10);
            return message;
        });
        run.send("a");
        RecordingSend second = run.send("b");
        RecordingSend third = run.send("c");

        rig.host.runReady();
        List<String> fates = List.of(second.fate(), third.fate());
        rig.host.advance(10);

        assertThat(fates).containsExactly("accepted", "waiting");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("a"));
    }

    @Test
    void capacity0_sendToAWaitingReceiver_isHandedOverAtOnce() {
        RunOfTest<Object> run =
                rig.spawned(withCapacity(0), context -> context.inbox().receive());
        rig.host.runReady();

        String fate = run.send("message").fate();
        rig.host.runReady();

        assertThat(fate).isEqualTo("accepted");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("message"));
    }

    @Test
    void capacity0_tryReceive_takesFromAWaitingSender() {
        RunOfTest<List<Receipt<Object>>> run = rig.spawned(
                withCapacity(0),
                context -> List.of(context.inbox().tryReceive(), context.inbox().tryReceive()));

        RecordingSend send = run.send("message");
        rig.host.runReady();

        assertThat(send.fate()).isEqualTo("accepted");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of(new Received<Object>("message"), new Empty<>())));
    }

    @Test
    void nullMessage_isAMessageLikeAnyOther() {
        RunOfTest<Receipt<Object>> run = rig.running(context -> context.inbox().receiveOrClosed());

        run.send(null);
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(new Received<>(null)));
    }

    @Test
    void C4_close_waitingSendsStillGetIn_laterOnesAreRejected() {
        RunOfTest<List<@Nullable Object>> run = rig.spawned(withCapacity(1), InboxTest::collect);
        run.send("a");
        RecordingSend waiting = run.send("b");

        run.task.closeInput();
        RecordingSend late = run.send("c");
        rig.host.runReady();

        assertThat(waiting.fate()).isEqualTo("accepted");
        assertThat(late.fate()).isEqualTo("rejected");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of("a", "b")));
    }

    @Test
    void C4_close_whileWaiting_wakesTheReceiver() {
        RunOfTest<List<Receipt<Object>>> run = rig.running(context -> {
            Receipt<Object> waited = context.inbox().receiveOrClosed();
            return List.of(waited, context.inbox().tryReceive());
        });

        run.task.closeInput();
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of(new Closed<>(), new Closed<>())));
    }

    @Test
    void receive_closedAndEmpty_throws() {
        RunOfTest<Object> run = rig.spawned(context -> context.inbox().receive());

        run.task.closeInput();
        rig.host.runReady();

        assertThat(run.failure())
                .isInstanceOf(ChannelClosedException.class)
                .hasMessage("the channel is closed and empty");
    }

    @Test
    void close_whileHeld_isSeenAfterTheResume() {
        RunOfTest<Receipt<Object>> run = rig.running(context -> context.inbox().receiveOrClosed());
        run.pause();
        rig.host.runReady();

        run.task.closeInput();
        rig.host.runReady();
        TaskState state = run.state();
        run.resume();
        rig.host.runReady();

        assertThat(state).isEqualTo(TaskState.PAUSED);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(new Closed<>()));
    }

    @Test
    void C2_taskEnds_whatItDidNotReceiveIsReportedOnce() {
        RunOfTest<Object> run =
                rig.spawned(withCapacity(2), context -> context.inbox().receive());
        RecordingSend received = run.send("received");
        RecordingSend inside = run.send("inside");
        RecordingSend letIn = run.send("let in");
        RecordingSend waiting = run.send("waiting");

        rig.host.runReady();

        assertThat(List.of(received.fate(), inside.fate(), letIn.fate(), waiting.fate()))
                .containsExactly("accepted", "accepted", "accepted", "undelivered");
        assertThat(run.undelivered).containsExactly("inside", "let in");
        assertThat(run.told.steps()).endsWith("undelivered let in", "ended Succeeded[value=received]");
    }

    @Test
    void P4_heldReceiver_keepsItsPlaceInLine() {
        RunOfTest<Object> first =
                rig.spawned(withCapacity(0), context -> context.inbox().receive());
        rig.host.runReady();
        Receiver<Object> inbox = first.task.inbox.channel();
        RunOfTest<Object> second = rig.running(context -> inbox.receive());
        first.pause();
        rig.host.runReady();

        first.send("for the second");
        first.resume();
        first.send("for the first");
        rig.host.runReady();

        assertThat(second.outcome()).isEqualTo(new Succeeded<>("for the second"));
        assertThat(first.outcome()).isEqualTo(new Succeeded<>("for the first"));
    }

    @Test
    void P4_heldReceiver_resumedInTime_isStillFirst() {
        RunOfTest<Object> first = rig.running(context -> context.inbox().receive());
        Receiver<Object> inbox = first.task.inbox.channel();
        RunOfTest<Object> second = rig.running(context -> inbox.receive());
        first.pause();
        rig.host.runReady();

        first.resume();
        first.send("one");
        rig.host.runReady();

        assertThat(first.outcome()).isEqualTo(new Succeeded<>("one"));
        assertThat(second.failure()).isInstanceOf(ChannelClosedException.class); // the inbox ended with its task
    }

    @Test
    void P4_heldTask_messagesStayInside_soItsSendersWait() {
        RunOfTest<List<@Nullable Object>> run = rig.spawned(withCapacity(1), InboxTest::collect);
        rig.host.runReady();
        run.pause();
        rig.host.runReady();

        RecordingSend inside = run.send("a");
        RecordingSend outside = run.send("b");
        run.task.closeInput();
        rig.host.runReady();
        List<String> whilePaused = List.of(inside.fate(), outside.fate());
        run.resume();
        rig.host.runReady();

        assertThat(whilePaused).containsExactly("accepted", "waiting");
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of("a", "b")));
    }

    @Test
    void send_fromTheAcceptanceOfAnother_isTakenInOrder() {
        RunOfTest<List<@Nullable Object>> run = rig.spawned(withCapacity(1), InboxTest::collect);

        run.task.send("a", () -> run.send("c"));
        run.send("b");
        rig.host.runReady();
        run.task.closeInput();
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of("a", "c", "b")));
    }

    @Test
    void forEach_givesEachUntilTheEnd_andLetsFailuresOut() {
        RunOfTest<Object> run = rig.running(context -> {
            context.inbox().<IllegalStateException>forEach(message -> {
                rig.trail.add("got " + message);
                if ("bad".equals(message)) {
                    throw new IllegalStateException("bad message");
                }
            });
            return null;
        });

        run.send("good");
        run.send("bad");
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("got good", "got bad");
        assertThat(run.outcome()).isInstanceOf(Failed.class);
    }

    @Test
    void receive_fromOutsideATask_throws() {
        RunOfTest<Object> run = rig.running(context -> context.inbox().receive());

        assertThatThrownBy(() -> run.task.inbox.channel().receive())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("receive: called from outside a task");
        run.task.cancel(null);
        rig.host.runReady();
    }

    private static TaskOptions withCapacity(int capacity) {
        return TaskOptions.DEFAULTS.withInputCapacity(capacity);
    }

    private static List<@Nullable Object> collect(TaskContext context) {
        List<@Nullable Object> all = new ArrayList<>();
        context.inbox().forEach(all::add);
        return all;
    }
}
