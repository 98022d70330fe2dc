package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Succeeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An inbox is made when somebody asks for it, and is the same as if it had been there all the time. */
final class InboxOnDemandTest {
    private final Rig rig = new Rig();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void inbox_firstAskedForAfterTheEnd_isClosed() {
        RunOfTest<Object> ended = rig.running(context -> "done");
        RunOfTest<Receipt<Object>> late =
                rig.running(context -> ended.task.inbox.channel().receiveOrClosed());

        assertThat(late.outcome()).isEqualTo(new Succeeded<>(new Receipt.Closed<>()));
    }
}
