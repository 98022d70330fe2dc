package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws P4 and P5 for channels: who is held is passed over, keeps its place, and changes nothing by it. */
final class ChannelPauseTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void P4_heldSender_isPassedOverAndKeepsItsPlace() {
        Channel<String> channel = rig.channel(1);
        channel.trySend("inside");
        RunOfTest<Object> first = sender(channel, "first");
        sender(channel, "second");
        sender(channel, "third");
        first.pause();
        rig.host.runReady();

        Receipt<String> inside = channel.tryReceive();
        Receipt<String> whileHeld = channel.tryReceive();
        first.resume();
        Receipt<String> buffered = channel.tryReceive();
        Receipt<String> afterResume = channel.tryReceive();
        rig.host.runReady();

        assertThat(List.of(inside, whileHeld, buffered, afterResume))
                .containsExactly(received("inside"), received("second"), received("third"), received("first"));
    }

    @Test
    void P4_heldReceivers_goOnInTheOrderOfTheirPlaces() {
        Channel<String> channel = rig.channel(2);
        RunOfTest<Object> first = receiver(channel, "first");
        RunOfTest<Object> second = receiver(channel, "second");
        first.pause();
        second.pause();
        rig.host.runReady();
        channel.trySend("a");
        channel.trySend("b");

        second.resume();
        first.resume();
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("second got a", "first got b");
    }

    @Test
    void P4_parentHeld_itsChildrenGoOnInTheOrderOfTheirPlacesAndNotOfTheirBirth() {
        Channel<String> channel = rig.channel(2);
        RunOfTest<Object> parent = rig.running(context -> {
            context.fork("older", child -> {
                child.sleep(2);
                return receive(channel, "older");
            });
            context.fork("younger", child -> receive(channel, "younger"));
            return null;
        });
        rig.host.advance(2);
        parent.pause();
        rig.host.runReady();
        channel.trySend("a");
        channel.trySend("b");

        parent.resume();
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("younger got a", "older got b");
    }

    @Test
    void P4_receiverHeld_theSenderFeelsBackpressure() {
        Channel<Integer> channel = rig.channel(2);
        RunOfTest<Object> receiver = rig.running(context -> {
            channel.forEach(element -> rig.trail.add("got " + element));
            return null;
        });
        receiver.pause();
        rig.host.runReady();

        RunOfTest<Object> sender = rig.running(context -> {
            for (int i = 0; i < 4; i++) {
                channel.send(i);
            }
            channel.close();
            return null;
        });
        boolean isEndedWhileHeld = sender.state().isEnded();
        List<String> whileHeld = rig.trail.steps();
        receiver.resume();
        rig.host.runReady();

        assertThat(isEndedWhileHeld).isFalse();
        assertThat(whileHeld).isEmpty();
        assertThat(rig.trail.steps()).containsExactly("got 0", "got 1", "got 2", "got 3");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void P5_anyScheduleOfPausesOfAPipeline_leavesOutputsAndResultAsTheyWere(long seed) {
        RunOfTest<Object> undisturbed = rig.spawned(ChannelPauseTest::pipeline);
        RunOfTest<Object> disturbed = rig.spawned(ChannelPauseTest::pipeline);
        Random random = new Random(seed);

        for (int step = 0; step < 100; step++) {
            if (random.nextBoolean()) {
                disturbed.pause();
            } else {
                disturbed.resume();
            }
            rig.host.advance(random.nextInt(5));
        }
        disturbed.resume();
        rig.host.advance(1000);

        assertThat(disturbed.outputs).isEqualTo(undisturbed.outputs).hasSize(20);
        assertThat(disturbed.outcome()).isEqualTo(undisturbed.outcome()).isInstanceOf(Succeeded.class);
    }

    @Test
    void P5_oneStageIsPausedAlone_nothingIsLostOrReordered() {
        RunOfTest<Object> run = rig.running(ChannelPauseTest::pipeline);
        TaskRun<?> stage = run.task.children().get(0);

        for (int i = 0; i < 20; i++) {
            stage.pause();
            rig.host.advance(7);
            stage.resume();
            rig.host.advance(3);
        }
        rig.host.advance(1000);

        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            expected.add(i * i);
        }
        assertThat(run.outputs).isEqualTo(expected);
    }

    /** A child makes numbers, another one squares them, the task itself emits the squares. */
    private static @Nullable Object pipeline(TaskContext context) {
        Channel<Integer> numbers = context.channel(2);
        Channel<Integer> squares = context.channel(0);
        context.fork("numbers", child -> {
            for (int i = 0; i < 20; i++) {
                numbers.send(i);
                child.sleep(i % 3);
            }
            numbers.close();
            return null;
        });
        context.fork("squares", child -> {
            while (numbers.receiveOrClosed() instanceof Receipt.Received<Integer> number) {
                int value = number.value() == null ? 0 : number.value();
                child.sleep(1);
                squares.send(value * value);
            }
            squares.close();
            return null;
        });
        int[] sum = new int[1];
        squares.forEach(square -> {
            context.emit(square);
            sum[0] += square == null ? 0 : square;
        });
        return sum[0];
    }

    private RunOfTest<Object> sender(Channel<String> channel, String element) {
        return rig.running(context -> {
            channel.send(element);
            return null;
        });
    }

    private RunOfTest<Object> receiver(Channel<String> channel, String name) {
        return rig.running(context -> receive(channel, name));
    }

    private @Nullable Object receive(Channel<String> channel, String name) {
        rig.trail.add(name + " got " + channel.receive());
        return null;
    }

    private static Receipt<String> received(String element) {
        return new Receipt.Received<>(element);
    }
}
