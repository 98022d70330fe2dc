package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Succeeded;
import dev.taskholder.Receipt.Closed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws C2 and C4: how a channel ends, by close or by cancel. */
final class ChannelEndTest {
    private final Rig rig = new Rig();
    private final List<@Nullable Object> undelivered = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1, 2})
    void C4_close_whatIsInsideAndSendsAlreadyWaitingAreStillReceived(int capacity) {
        Channel<Object> channel = channel(capacity);
        for (int i = 0; i < 3; i++) {
            int element = i;
            rig.running(context -> send(channel, element));
        }

        channel.close();
        RunOfTest<List<@Nullable Object>> receiver = rig.running(context -> {
            List<@Nullable Object> all = new ArrayList<>();
            channel.forEach(all::add);
            return all;
        });

        assertThat(receiver.outcome()).isEqualTo(new Succeeded<>(List.of(0, 1, 2)));
        assertThat(rig.trail.steps()).containsExactlyInAnyOrder("sent 0", "sent 1", "sent 2");
        assertThat(undelivered).isEmpty();
    }

    @Test
    void C4_close_laterSendsAreRefused() {
        Channel<Object> channel = channel(1);
        channel.close();

        RunOfTest<Object> sender = rig.running(context -> send(channel, "late"));

        assertThat(channel.isClosed()).isTrue();
        assertThat(channel.trySend("late")).isFalse();
        assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class);
        assertThat(channel.tryReceive()).isEqualTo(new Closed<>());
    }

    @Test
    void C4_close_receiversWaitingAreTold() {
        Channel<Object> channel = channel(0);
        RunOfTest<Receipt<Object>> orClosed = rig.running(context -> channel.receiveOrClosed());
        RunOfTest<Object> throwing = rig.running(context -> channel.receive());

        channel.close();
        rig.host.runReady();

        assertThat(orClosed.outcome()).isEqualTo(new Succeeded<>(new Closed<>()));
        assertThat(throwing.failure()).isInstanceOf(ChannelClosedException.class);
    }

    @Test
    void C4_closedWhileAHeldSenderWaits_theReceiverWaitsForIt() {
        Channel<Object> channel = channel(0);
        RunOfTest<Object> sender = rig.running(context -> send(channel, "held"));
        sender.pause();
        rig.host.runReady();
        channel.close();
        RunOfTest<Receipt<Object>> receiver = rig.running(context -> channel.receiveOrClosed());

        boolean isToldTooEarly = receiver.state().isEnded();
        sender.resume();
        rig.host.runReady();

        assertThat(isToldTooEarly).isFalse();
        assertThat(receiver.outcome()).isEqualTo(new Succeeded<>(new Receipt.Received<>("held")));
    }

    @Test
    void C4_closedAndTheLastSenderWaitingGivesUp_theReceiverIsToldTheEnd() {
        Channel<Object> channel = channel(0);
        RunOfTest<Object> sender = rig.running(context -> send(channel, "held"));
        sender.pause();
        rig.host.runReady();
        channel.close();
        RunOfTest<Receipt<Object>> receiver = rig.running(context -> channel.receiveOrClosed());

        sender.task.cancel("gives up");
        rig.host.runReady();

        assertThat(receiver.outcomes).hasSize(1);
        assertThat(receiver.outcome()).isEqualTo(new Succeeded<>(new Closed<>()));
    }

    @Test
    void C2_cancel_reportsWhatWasAcceptedOnceAndRefusesWhoWaitsToSend() {
        Channel<Object> channel = channel(2);
        channel.trySend("a");
        channel.trySend("b");
        RunOfTest<Object> waiting = rig.running(context -> send(channel, "c"));

        channel.cancel();
        channel.cancel();
        rig.host.runReady();

        assertThat(undelivered).containsExactly("a", "b");
        assertThat(waiting.failure()).isInstanceOf(ChannelClosedException.class);
        assertThat(channel.tryReceive()).isEqualTo(new Closed<>());
        assertThat(channel.size()).isZero();
    }

    @Test
    void cancel_timedSenderWaiting_isRefusedAndLeavesNoTimer() {
        Channel<Object> channel = channel(0);
        RunOfTest<Object> sender = rig.running(context -> channel.trySend("element", 1000));

        channel.cancel();
        rig.host.runReady();

        assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class);
        assertThat(rig.host.isTimerArmed()).isFalse();
    }

    @Test
    void cancel_heldSender_isRefusedAfterItsResume() {
        Channel<Object> channel = channel(0);
        RunOfTest<Object> sender = rig.running(context -> send(channel, "element"));
        sender.pause();
        rig.host.runReady();

        channel.cancel();
        rig.host.runReady();
        TaskState whileHeld = sender.state();
        sender.resume();
        rig.host.runReady();

        assertThat(whileHeld).isEqualTo(TaskState.PAUSED);
        assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class);
        assertThat(undelivered).isEmpty();
    }

    @Test
    void cancel_receiversWaiting_areToldTheEnd() {
        Channel<Object> channel = channel(0);
        RunOfTest<Receipt<Object>> receiver = rig.running(context -> channel.receiveOrClosed());

        channel.cancel();
        rig.host.runReady();

        assertThat(receiver.outcome()).isEqualTo(new Succeeded<>(new Closed<>()));
    }

    private Channel<Object> channel(int capacity) {
        return new Channel<>(capacity, Overflow.SUSPEND, rig.scheduler, undelivered::add);
    }

    private @Nullable Object send(Channel<Object> channel, Object element) {
        channel.send(element);
        rig.trail.add("sent " + element);
        return null;
    }
}
