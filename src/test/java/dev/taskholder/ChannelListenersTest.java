package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Succeeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law C1 when a listener, told of a resume, uses the channel before the resume has reached those who wait. */
final class ChannelListenersTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void C1_resumeIsToldAndItsListenerSends_theElementInsideGoesFirst() {
        Channel<Object> channel = rig.channel(2);
        RunOfTest<Object> receiver =
                new RunOfTest<>(
                        "task", null, rig.scheduler, TaskOptions.DEFAULTS, (self, context) -> channel.receive()) {
                    @Override
                    public void stateChanged(TaskState state) {
                        super.stateChanged(state);
                        if (state == TaskState.RUNNING && channel.size() == 1) {
                            channel.trySend("second");
                        }
                    }
                };
        rig.host.runReady();
        receiver.pause();
        rig.host.runReady();
        channel.trySend("first");

        receiver.resume();
        rig.host.runReady();

        assertThat(receiver.outcome()).isEqualTo(new Succeeded<>("first"));
        assertThat(channel.tryReceive()).isEqualTo(new Receipt.Received<Object>("second"));
    }

    @Test
    void C1_resumeOfASenderIsToldAndItsListenerSends_theElementOfTheSenderGoesFirst() {
        Channel<Object> channel = rig.channel(1);
        channel.trySend("inside");
        RunOfTest<Object> sender =
                new RunOfTest<>("task", null, rig.scheduler, TaskOptions.DEFAULTS, (self, context) -> {
                    channel.send("first");
                    return null;
                }) {
                    @Override
                    public void stateChanged(TaskState state) {
                        super.stateChanged(state);
                        if (channel.size() == 0) {
                            rig.trail.add("sent: " + channel.trySend("second"));
                        }
                    }
                };
        rig.host.runReady();
        sender.pause();
        rig.host.runReady();
        channel.tryReceive();

        sender.resume();
        rig.host.runReady();

        assertThat(rig.trail.steps()).containsExactly("sent: false");
        assertThat(channel.tryReceive()).isEqualTo(new Receipt.Received<Object>("first"));
    }
}
