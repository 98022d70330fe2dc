package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Outcome.Cancelled;
import dev.taskholder.Outcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A task calls a function of whoever holds it. */
final class CallTest {
    private final Rig rig = new Rig();
    private final List<Call> calls = new ArrayList<>();
    private int abandoned;

    @AfterEach
    void nothingIsLeftBehind() {
        rig.close();
    }

    @Test
    void call_isToldAndAnsweredLater_returnsTheAnswer() {
        RunOfTest<Object> run = caller(context -> context.call("double", 21));

        Call call = calls.get(0);
        int turns = rig.host.turnsRequested();
        rig.host.advance(1000);
        int turnsWhileWaiting = rig.host.turnsRequested() - turns;
        call.succeed(42);
        call.succeed(43);
        call.fail(new IllegalStateException("late"));
        rig.host.runReady();

        assertThat(call.function()).isEqualTo("double");
        assertThat(call.argument()).isEqualTo(21);
        assertThat(turnsWhileWaiting).isZero();
        assertThat(run.outcome()).isEqualTo(new Succeeded<>(42));
        assertThat(abandoned).isZero();
    }

    @Test
    void call_fails_throwsWhatItFailedWith() {
        IllegalStateException problem = new IllegalStateException("broken");
        RunOfTest<Object> run = caller(context -> context.call("function", null));

        calls.get(0).fail(problem);
        rig.host.runReady();

        assertThat(run.failure()).isSameAs(problem);
    }

    @Test
    void call_ofAChild_isToldToTheListenerOfTheTask() {
        RunOfTest<Object> run = caller(context -> context.fork("child", child -> child.call("function", "argument"))
                .awaitOutcome());

        calls.get(0).succeed("value");
        rig.host.runReady();

        assertThat(run.outcome()).isEqualTo(new Succeeded<>(new Succeeded<>("value")));
    }

    @Test
    void call_listenerThatDoesNotOverrideIt_isRefused() {
        TaskListener<Object> plain = new TaskListener<>() {};
        TaskRun<Object> run = new TaskRun<>(
                "task", null, rig.scheduler, TaskOptions.DEFAULTS, plain, context -> context.call("missing", null));
        run.start(ended -> {});
        rig.host.runReady();

        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause())
                                .isInstanceOf(JsException.class)
                                .hasMessage("no function is named \"missing\""));
    }

    @Test
    void P4_answeredWhilePaused_returnsAfterTheResume() {
        RunOfTest<Object> run = caller(context -> context.call("function", null));
        run.pause();
        rig.host.runReady();

        calls.get(0).succeed("value");
        rig.host.runReady();
        TaskState whilePaused = run.state();
        run.resume();
        rig.host.runReady();

        assertThat(whilePaused).isEqualTo(TaskState.PAUSED);
        assertThat(run.outcome()).isEqualTo(new Succeeded<>("value"));
    }

    @Test
    void cancel_whileWaiting_givesTheCallUpOnce() {
        RunOfTest<Object> run = caller(context -> context.call("function", null));

        run.task.cancel("why");
        rig.host.runReady();
        calls.get(0).succeed("too late");

        assertThat(abandoned).isEqualTo(1);
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void limit_passesWhileWaiting_givesTheCallUpOnce() {
        RunOfTest<Object> run = caller(context -> context.withTimeout(10, () -> context.call("function", null)));

        rig.host.advance(10);

        assertThat(abandoned).isEqualTo(1);
        assertThat(run.failure()).isInstanceOf(TaskTimeoutException.class);
    }

    @Test
    void cancel_afterTheAnswerCameWhilePaused_givesNothingUp() {
        RunOfTest<Object> run = caller(context -> context.call("function", null));
        run.pause();
        rig.host.runReady();
        calls.get(0).succeed("value");

        run.task.cancel("why");
        rig.host.runReady();

        assertThat(abandoned).isZero();
        assertThat(run.outcome()).isEqualTo(new Cancelled<>("why"));
    }

    @Test
    void K4_listenerCancelsTheTaskThatCalls_theCallIsGivenUpAndTheTaskEnds() {
        RunOfTest<Object> run =
                new RunOfTest<>(
                        "task", null, rig.scheduler, TaskOptions.DEFAULTS, (self, context) -> context.call("f", 1)) {
                    @Override
                    public void called(Call call) {
                        call.whenAbandoned(() -> abandoned++);
                        task.cancel("why");
                    }
                };

        rig.host.runReady();

        assertThat(run.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(abandoned).isEqualTo(1);
    }

    @Test
    void whenAbandoned_saidAfterTheCallWasGivenUp_isToldAtOnce() {
        List<Call> kept = new ArrayList<>();
        RunOfTest<Object> run =
                new RunOfTest<>(
                        "task", null, rig.scheduler, TaskOptions.DEFAULTS, (self, context) -> context.call("f", 1)) {
                    @Override
                    public void called(Call call) {
                        kept.add(call);
                    }
                };
        rig.host.runReady();
        run.task.cancel("why");
        rig.host.runReady();

        kept.get(0).whenAbandoned(() -> abandoned++);

        assertThat(abandoned).isEqualTo(1);
    }

    @Test
    void argument_notPlainData_isRefusedWithItsPath() {
        RunOfTest<Object> run = caller(context -> context.call("function", List.of(new Thread())));

        assertThat(run.failure()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("argument[0]");
        assertThat(calls).isEmpty();
    }

    private RunOfTest<Object> caller(Program<Object> body) {
        RunOfTest<Object> run =
                new RunOfTest<>(
                        "task", null, rig.scheduler, TaskOptions.DEFAULTS, (self, context) -> body.run(context)) {
                    @Override
                    public void called(Call call) {
                        calls.add(call);
                        call.whenAbandoned(() -> abandoned++);
                    }
                };
        rig.host.runReady();
        return run;
    }
}
