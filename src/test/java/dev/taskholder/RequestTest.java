package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskholder.Outcome.Succeeded;
import dev.taskholder.testing.Trail;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message that wants an answer. */
final class RequestTest {
    private final Rig rig = new Rig();
    private final Trail answers = new Trail();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void request_comesInOrderWithTheOtherMessagesAndIsAnswered() {
        RunOfTest<String> run = rig.running(context -> {
            String first = String.valueOf(context.inbox().receive());
            if (context.inbox().receive() instanceof Request request) {
                request.reply(first + " then " + request.message());
            }
            return "done";
        });

        run.send("a message");
        run.send(request("question"));
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>("done"));
        assertThat(answers.steps()).containsExactly("replied a message then question");
    }

    @Test
    void firstAnswer_counts() {
        Request replied = request(1);
        Request failed = request(2);
        boolean isAnsweredBefore = replied.isAnswered();

        replied.reply("yes");
        replied.reply("no");
        replied.fail(new IllegalStateException("late"));
        failed.fail(new IllegalStateException("broken"));
        failed.reply("late");

        assertThat(isAnsweredBefore).isFalse();
        assertThat(replied.isAnswered()).isTrue();
        assertThat(answers.steps()).containsExactly("replied yes", "failed broken");
    }

    @Test
    void reply_notPlainData_isRefusedAndStillWantsAnAnswer() {
        Request request = request("question");

        assertThatThrownBy(() -> request.reply(List.of(new Thread())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reply[0]");
        assertThat(request.isAnswered()).isFalse();
    }

    @Test
    void C2_taskEndsWithoutReceivingIt_isReportedUndelivered() {
        Request request = request("question");
        RunOfTest<Object> run = rig.spawned(context -> null);

        run.send(request);
        rig.host.runReady();

        assertThat(run.undelivered).containsExactly(request);
    }

    private Request request(Object message) {
        return new Request(message, new Request.Listener() {
            @Override
            public void replied(@Nullable Object value) {
                answers.add("replied " + value);
            }

            @Override
            public void failed(Throwable cause) {
                answers.add("failed " + cause.getMessage());
            }
        });
    }
}
