package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Succeeded;
import dev.taskholder.Receipt.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Laws C2 and C3 for channels that drop. */
final class ChannelOverflowTest {
    private final Rig rig = new Rig();
    private final List<@Nullable Integer> undelivered = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void C2_dropOldest_keepsTheLatestAndReportsTheOthersOnceInOrder() {
        Channel<Integer> channel = channel(2, Overflow.DROP_OLDEST);

        RunOfTest<Object> sender = rig.running(context -> sendFive(channel));

        assertThat(sender.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(channel.size()).isEqualTo(2);
        assertThat(undelivered).containsExactly(0, 1, 2);
        assertThat(drain(channel)).containsExactly(3, 4);
    }

    @Test
    void C2_dropLatest_keepsTheOldestAndReportsTheOthersOnceInOrder() {
        Channel<Integer> channel = channel(2, Overflow.DROP_LATEST);

        RunOfTest<Object> sender = rig.running(context -> sendFive(channel));

        assertThat(sender.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(channel.size()).isEqualTo(2);
        assertThat(undelivered).containsExactly(2, 3, 4);
        assertThat(drain(channel)).containsExactly(0, 1);
    }

    @Test
    void conflated_receiverSeesOnlyTheLatest() {
        Channel<Integer> channel = channel(1, Overflow.DROP_OLDEST);

        rig.running(context -> sendFive(channel));

        assertThat(drain(channel)).containsExactly(4);
        assertThat(undelivered).containsExactly(0, 1, 2, 3);
    }

    @Test
    void dropping_receiverWaits_nothingIsDropped() {
        Channel<Integer> channel = channel(1, Overflow.DROP_LATEST);
        RunOfTest<Object> receiver = rig.running(context -> channel.receive());

        channel.trySend(1);
        channel.trySend(2);
        rig.host.runReady();

        assertThat(receiver.outcome()).isEqualTo(new Succeeded<>(1));
        assertThat(undelivered).isEmpty();
    }

    @Test
    void P4_dropOldest_receiverHeld_elementsAreDroppedNotGivenToIt() {
        Channel<Integer> channel = channel(1, Overflow.DROP_OLDEST);
        RunOfTest<Object> receiver = rig.running(context -> channel.receive());
        receiver.pause();
        rig.host.runReady();

        IntStream.range(0, 3).forEach(channel::trySend);
        receiver.resume();
        rig.host.runReady();

        assertThat(undelivered).containsExactly(0, 1);
        assertThat(receiver.outcome()).isEqualTo(new Succeeded<>(2));
    }

    @Test
    void C4_dropping_closed_refusesAndReportsNothing() {
        Channel<Integer> channel = channel(1, Overflow.DROP_OLDEST);
        channel.trySend(1);
        channel.close();

        boolean isSent = channel.trySend(2);

        assertThat(isSent).isFalse();
        assertThat(undelivered).isEmpty();
        assertThat(channel.tryReceive()).isEqualTo(new Received<>(1));
    }

    private Channel<Integer> channel(int capacity, Overflow overflow) {
        return new Channel<>(capacity, overflow, rig.scheduler, undelivered::add);
    }

    private static @Nullable Object sendFive(Channel<Integer> channel) {
        for (int i = 0; i < 5; i++) {
            channel.send(i);
        }
        return null;
    }

    private static List<@Nullable Integer> drain(Channel<Integer> channel) {
        List<@Nullable Integer> all = new ArrayList<>();
        while (channel.tryReceive() instanceof Received<Integer> received) {
            all.add(received.value());
        }
        return all;
    }
}
