package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Outcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws C1 to C3 for channels between fibers, and T1 for their timed calls. */
final class ChannelTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1, 2, 100})
    void C1_oneSenderOneReceiver_elementsComeInTheOrderSent(int capacity) {
        RunOfTest<List<@Nullable Integer>> run = rig.running(context -> {
            Channel<Integer> channel = context.channel(capacity);
            context.fork("sender", child -> sendAll(channel, List.of(1, 2, 3, 4, 5)));
            return collect(channel);
        });

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of(1, 2, 3, 4, 5)));
    }

    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1, 3})
    void C1_severalSendersWait_areServedInTheOrderTheyCame(int capacity) {
        Channel<Integer> channel = rig.channel(capacity);
        for (int i = 0; i < 5; i++) {
            int element = i;
            rig.running(context -> {
                channel.send(element);
                rig.trail.add("sent " + element);
                return null;
            });
        }
        rig.trail.clear();

        List<@Nullable Integer> received = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            received.add(((Receipt.Received<Integer>) channel.tryReceive()).value());
        }
        rig.host.runReady();

        assertThat(received).containsExactly(0, 1, 2, 3, 4);
        assertThat(rig.trail.steps())
                .containsExactlyElementsOf(List.of("sent 0", "sent 1", "sent 2", "sent 3", "sent 4")
                        .subList(capacity, 5));
    }

    @Test
    void C1_severalReceiversWait_areServedInTheOrderTheyCame() {
        Channel<Integer> channel = rig.channel(0);
        for (int i = 0; i < 3; i++) {
            int receiver = i;
            rig.running(context -> {
                rig.trail.add(receiver + " got " + channel.receive());
                return null;
            });
        }

        rig.running(context -> sendAll(channel, List.of(7, 8, 9)));

        assertThat(rig.trail.steps()).containsExactly("0 got 7", "1 got 8", "2 got 9");
    }

    @Test
    void C2_fanOut_eachElementIsReceivedOnce() {
        List<@Nullable Integer> received = new ArrayList<>();
        RunOfTest<Object> run = rig.running(context -> {
            Channel<Integer> channel = context.channel(1);
            for (int i = 0; i < 3; i++) {
                context.fork("receiver", child -> {
                    channel.forEach(element -> {
                        received.add(element);
                        child.sleep(1);
                    });
                    return null;
                });
            }
            return sendAll(channel, List.of(1, 2, 3, 4, 5, 6, 7, 8));
        });

        rig.host.advance(100);

        assertThat(run.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(received).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void C2_fanIn_everythingArrivesAndEachSenderKeepsItsOrder() {
        RunOfTest<List<@Nullable Integer>> run = rig.running(context -> {
            Channel<Integer> channel = context.channel(1);
            context.fork("all senders", senders -> {
                senders.scope(() -> {
                    senders.fork("odd", child -> sendSlowly(child, channel, List.of(1, 3, 5)));
                    senders.fork("even", child -> sendSlowly(child, channel, List.of(2, 4, 6)));
                });
                channel.close();
                return null;
            });
            return collect(channel);
        });

        rig.host.advance(100);

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(List.of(1, 2, 3, 4, 5, 6)));
    }

    @Test
    void C2_nullElement_isAnElementLikeAnyOther() {
        Channel<Object> channel = rig.channel(1);

        channel.trySend(null);

        assertThat(channel.tryReceive()).isEqualTo(new Receipt.Received<>(null));
        assertThat(channel.tryReceive()).isEqualTo(new Receipt.Empty<>());
    }

    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {0, 1, 3})
    void C3_nobodyReceives_theSenderWaitsWhenTheCapacityIsReached(int capacity) {
        Channel<Integer> channel = rig.channel(capacity);
        RunOfTest<Object> run = rig.running(context -> {
            for (int i = 0; i < 5; i++) {
                channel.send(i);
                rig.trail.add("sent " + i);
            }
            return null;
        });
        int turns = rig.host.turnsRequested();
        rig.host.advance(1000);

        assertThat(channel.size()).isEqualTo(capacity);
        assertThat(rig.trail.steps()).hasSize(capacity);
        assertThat(rig.host.turnsRequested()).isEqualTo(turns);
        assertThat(rig.host.isTimerArmed()).isFalse();
        run.task.cancel(null);
        rig.host.runReady();
    }

    @Test
    void capacity0_trySendWithoutAReceiver_isRefused_withOneIsHandedOver() {
        Channel<String> channel = rig.channel(0);
        boolean alone = channel.trySend("nobody there");
        RunOfTest<String> run = rig.running(context -> channel.receive());

        boolean withReceiver = channel.trySend("element");
        rig.host.runReady();

        assertThat(alone).isFalse();
        assertThat(withReceiver).isTrue();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("element"));
    }

    @Test
    void C1_trySend_whileOthersWaitToSend_doesNotOvertakeThem() {
        Channel<String> channel = rig.channel(1);
        channel.trySend("inside");
        RunOfTest<Object> waiting = rig.running(context -> sendAll(channel, List.of("waiting")));

        boolean isSent = channel.trySend("overtaking");

        assertThat(isSent).isFalse();
        channel.tryReceive();
        rig.host.runReady();
        assertThat(waiting.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(channel.tryReceive()).isEqualTo(new Receipt.Received<>("waiting"));
    }

    @Test
    void T1_timedCalls_runOnTheTasksClockWhichStandsStillWhilePaused() {
        Channel<String> empty = rig.channel(0);
        RunOfTest<String> run = rig.running(context -> {
            Receipt<String> receipt = empty.tryReceive(10);
            boolean isSent = empty.trySend("element", 10);
            return receipt + " " + isSent + " at " + (long) context.now();
        });
        rig.host.advance(5);
        run.pause();
        rig.host.advance(1000);

        run.resume();
        rig.host.advance(14);
        boolean isEndedEarly = run.state().isEnded();
        rig.host.advance(1);

        assertThat(isEndedEarly).isFalse();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("Empty[] false at 20"));
    }

    @Test
    void timedCalls_servedInTime_leaveNoTimer() {
        Channel<String> channel = rig.channel(0);
        RunOfTest<Object> receiver = rig.running(context -> {
            Receipt<String> receipt = channel.tryReceive(1000);
            context.inbox().receiveOrClosed();
            return receipt;
        });
        RunOfTest<Object> sender = rig.running(context -> channel.trySend("element", 1000));

        assertThat(rig.host.isTimerArmed()).isFalse();
        assertThat(sender.outcome()).isEqualTo(new Succeeded<>(true));
        receiver.task.closeInput();
        rig.host.runReady();
        assertThat(receiver.outcome()).isEqualTo(new Succeeded<>(new Receipt.Received<>("element")));
    }

    @Test
    void badArguments_areRefusedWithTheirValue() {
        assertThatThrownBy(() -> rig.channel(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity < 0: -1");
        assertThatThrownBy(() -> new Channel<>(0, Overflow.DROP_OLDEST, rig.scheduler, element -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity < 1: 0");
        assertThatThrownBy(() -> rig.channel(0).send("element"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("send: called from outside a task");
    }

    private static <T> @Nullable Object sendAll(Channel<T> channel, List<T> elements) {
        for (T element : elements) {
            channel.send(element);
        }
        channel.close();
        return null;
    }

    private static <T> @Nullable Object sendSlowly(TaskContext context, Channel<T> channel, List<T> elements) {
        for (T element : elements) {
            channel.send(element);
            context.sleep(2);
        }
        return null;
    }

    private static <T> List<@Nullable T> collect(Receiver<T> receiver) {
        List<@Nullable T> all = new ArrayList<>();
        receiver.forEach(all::add);
        return all;
    }
}
