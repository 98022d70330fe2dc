package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person sees on the demo page when a worker does not answer, is replaced, or a task fails in Java. */
@InBrowser
final class DemoSupervisionIT {
    @Test
    void stuck_isSeen_andOnceCancelledAndKilled_whatIsRestartableGoesOn(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        demo.toggle("isolated");
        TaskCard apart = demo.start("ticker", "periodMillis=100");
        demo.toggle("isolated");
        demo.toggle("restartable");
        TaskCard restartable = demo.start("ticker", "periodMillis=100");
        demo.toggle("restartable");
        TaskCard neighbour = demo.start("ticker", "periodMillis=100");
        restartable.waitForOutputs(0, 3);

        TaskCard stuck = demo.start("stuck");
        stuck.waitForField("notice", "its worker has not answered for");
        restartable.waitForField("notice", "its worker has not answered for");
        apart.waitForOutputs(apart.count(), 3);
        assertThat(apart.field("notice")).isEmpty();
        int before = restartable.count();

        stuck.press("cancel");
        stuck.waitForState("failed");
        assertThat(stuck.field("error-code")).isEqualTo("TERMINATED");
        neighbour.waitForState("failed");
        assertThat(neighbour.field("error-code")).isEqualTo("WORKER_LOST");
        restartable.waitForField("notice", "started again, from output 1 on");
        restartable.waitForOutputs(before, 3);
        demo.waitForText("#log", "started again, from output 1 on");
        assertThat(apart.state()).isEqualTo("running");
    }

    @Test
    void stuckForAWhile_answersAgain(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        TaskCard ticker = demo.start("ticker", "periodMillis=100");
        TaskCard stuck = demo.start("stuck", "millis=4000");

        ticker.waitForField("notice", "its worker has not answered for");
        stuck.waitForState("succeeded");
        demo.waitForText("#log", "answers again");
        assertThat(ticker.field("notice")).isEmpty();
        ticker.waitForOutputs(ticker.count(), 3);
    }

    @Test
    void trap_failsWithItsWorker_andTheNextTaskRuns(Browser browser) {
        DemoPage demo = DemoPage.open(browser);

        TaskCard trap = demo.start("trap", "kind=memory").waitForState("failed");
        assertThat(trap.field("error-code")).isEqualTo("WORKER_LOST");
        demo.start("ticker", "periodMillis=100").waitForOutputs(0, 3);
    }

    @Test
    void thrower_showsItsJavaStack(Browser browser) {
        TaskCard thrower =
                DemoPage.open(browser).start("thrower", "message=bang").waitForState("failed");

        assertThat(thrower.field("error-stack"))
                .startsWith("java.lang.IllegalStateException: bang")
                .contains("dev.taskholder.demo.Thrower.run(Thrower.java:");
    }
}
