package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The demo page, driven as a person would. */
@InBrowser
final class DemoIT {
    @Test
    void ticker_ticks_pauses_goesOn_andIsCancelled(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        TaskCard clock = demo.start("ticker", "text=tock", "periodMillis=200");
        TaskCard ticker = demo.start("ticker", "text=tick", "periodMillis=200");

        ticker.waitForOutputs(0, 2);
        assertThat(ticker.field("output")).contains("tick");
        assertThat(ticker.state()).isEqualTo("running");

        ticker.press("pause");
        ticker.waitForState("paused");
        int ticksWhenPaused = ticker.count();
        clock.waitForOutputs(clock.count(), 4); // more than three whole periods
        assertThat(ticker.count()).isEqualTo(ticksWhenPaused);

        ticker.press("resume");
        ticker.waitForState("running");
        ticker.waitForOutputs(ticksWhenPaused, 2);

        ticker.press("cancel");
        ticker.waitForState("cancelled");
        int ticksAtTheEnd = ticker.count();
        clock.waitForOutputs(clock.count(), 4);
        assertThat(ticker.count()).isEqualTo(ticksAtTheEnd);
    }

    @Test
    void echo_sendsBackWhatIsTyped_untilItsInputIsClosed(Browser browser) {
        TaskCard echo = DemoPage.open(browser).start("echo").waitForState("running");

        echo.send("hello");
        echo.waitForOutput("hello");
        echo.send("żółć 中 <b>");
        echo.waitForOutput("hello\nżółć 中 <b>");

        echo.press("close-input");
        echo.waitForState("succeeded");
        assertThat(echo.field("result")).isEqualTo("2");
    }

    @Test
    void echo_whilePaused_keepsMessagesUntilItIsResumed(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        TaskCard clock = demo.start("ticker", "periodMillis=50");
        TaskCard echo = demo.start("echo").waitForState("running");

        echo.press("pause");
        echo.waitForState("paused");
        echo.send("later");
        clock.waitForOutputs(clock.count(), 4);
        assertThat(echo.count()).isZero();

        echo.press("resume");
        echo.waitForOutput("later");
    }

    @Test
    void buttons_areEnabledExactlyWhenTheyMakeSense(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        assertThat(List.of(demo.isEnabled("pause-all"), demo.isEnabled("resume-all"), demo.isEnabled("cancel-all")))
                .containsExactly(false, false, false);

        TaskCard cleaner = demo.start("cleaner", "cleanupMillis=50000").waitForState("running");
        assertThat(cleaner.enabledButtons()).containsExactly("pause", "cancel");

        cleaner.press("pause");
        cleaner.waitForState("paused");
        assertThat(cleaner.enabledButtons()).containsExactly("resume", "cancel");

        cleaner.press("resume");
        cleaner.waitForState("running");
        cleaner.press("cancel");
        cleaner.waitForState("cancelling");
        assertThat(cleaner.enabledButtons()).isEmpty();

        TaskCard ended = demo.start("sleeper", "millis=0").waitForState("succeeded");
        assertThat(ended.enabledButtons()).containsExactly("remove");
    }

    @Test
    void cancel_whilePaused_runsTheCleanUp(Browser browser) {
        TaskCard cleaner = DemoPage.open(browser).start("cleaner").waitForState("running");
        cleaner.waitForOutput("started");

        cleaner.press("pause");
        cleaner.waitForState("paused");
        cleaner.press("cancel");

        cleaner.waitForState("cancelled");
        cleaner.waitForOutput("started\ncleaned");
    }

    @Test
    void pauseAll_pausesEveryTask_andResumeAllLeavesThoseThatWerePausedAlone(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        List<TaskCard> tickers = demo.startMany(3, "ticker", "periodMillis=50");
        tickers.forEach(ticker -> ticker.waitForState("running"));
        tickers.get(1).press("pause");
        tickers.get(1).waitForState("paused");

        demo.press("pause-all");
        tickers.forEach(ticker -> ticker.waitForState("paused"));
        demo.waitForText("#summary", "3 paused");
        assertThat(demo.isEnabled("pause-all")).isFalse();

        demo.press("resume-all");
        tickers.get(0).waitForState("running");
        tickers.get(2).waitForState("running");
        assertThat(tickers.get(1).state()).isEqualTo("paused");
        assertThat(tickers.get(1).field("held-by")).isEqualTo("held by default");
    }

    @Test
    void taskStartedPaused_doesNotRunUntilItIsResumed(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        TaskCard clock = demo.start("ticker", "periodMillis=50");
        demo.toggle("paused");
        TaskCard ticker = demo.start("ticker", "periodMillis=50");

        ticker.waitForState("paused");
        clock.waitForOutputs(clock.count(), 4);
        assertThat(ticker.count()).isZero();
        assertThat(ticker.enabledButtons()).containsExactly("resume", "cancel");

        ticker.press("resume");
        ticker.waitForOutputs(0, 2);
    }

    @Test
    void thrower_showsItsErrorAndItsCause(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        TaskCard thrower = demo.start("thrower", "message=out of cheese").waitForState("failed");

        assertThat(thrower.field("error-code")).isEqualTo("FAILED");
        assertThat(thrower.field("error-message")).isEqualTo("out of cheese");
        assertThat(thrower.field("error-class")).contains("java.lang.IllegalStateException");
        assertThat(thrower.field("error-cause")).contains("the cause of it");
        demo.waitForText("#log", "out of cheese");
    }

    @Test
    void stream_thatIsRead_endsWithItsResult(Browser browser) {
        TaskCard stream = DemoPage.open(browser).start("stream", "count=40").waitForState("succeeded");

        stream.waitForOutput("36\n37\n38\n39");
        assertThat(stream.count()).isEqualTo(40);
        assertThat(stream.field("percent")).isEqualTo("100 %");
        assertThat(stream.field("result")).isEqualTo("40");
    }

    @Test
    void keyboardAlone_startsPausesResumesAndCancels(Browser browser) {
        DemoPage demo = DemoPage.open(browser);

        demo.tabTo("#start-form [name=task]");
        demo.typeKeys("ticker");
        demo.tabTo("#task-inputs [name=periodMillis]");
        demo.typeKeys(Keys.chord(Keys.CONTROL, "a"), "50", Keys.ENTER);
        TaskCard ticker = browser.waitFor(
                "a card", driver -> demo.cards().stream().findFirst().orElse(null));
        ticker.waitForOutputs(0, 2);

        demo.tabTo(ticker.selector() + " [data-action=pause]");
        demo.typeKeys(Keys.SPACE);
        ticker.waitForState("paused");
        demo.tabTo(ticker.selector() + " [data-action=resume]");
        demo.typeKeys(Keys.ENTER);
        ticker.waitForState("running");
        demo.tabTo(ticker.selector() + " [data-action=cancel]");
        demo.typeKeys(Keys.SPACE);
        ticker.waitForState("cancelled");
    }

    @Test
    void stateChanges_areAnnouncedToScreenReaders(Browser browser) {
        DemoPage demo = DemoPage.open(browser);
        TaskCard ticker = demo.start("ticker").waitForState("running");

        ticker.press("pause");
        demo.waitForAnnouncement("ticker#1 paused");
        ticker.press("resume");
        demo.waitForAnnouncement("ticker#1 running");
        ticker.press("cancel");
        demo.waitForAnnouncement("ticker#1 cancelled");
    }

    @Test
    void twentyTasks_runAtOnce_andThePageStaysResponsive(Browser browser) {
        DemoPage demo = DemoPage.open(browser);

        List<TaskCard> tickers = demo.startMany(20, "ticker", "periodMillis=100");
        tickers.forEach(ticker -> ticker.waitForOutputs(0, 3));
        demo.waitForText("#summary", "20 running");
        System.out.println("20 tickers on the demo page: its longest frame gap was " + demo.text("#smoothness output"));

        demo.press("pause-all");
        demo.waitForText("#summary", "20 paused");
        demo.press("resume-all");
        demo.waitForText("#summary", "20 running");
        demo.press("cancel-all");
        demo.waitForText("#summary", "20 cancelled");
        demo.press("remove-ended");
        browser.waitFor("no cards", driver -> demo.cards().isEmpty());
    }

    @Test
    void missingModule_isExplained_andNothingCanBeStarted(Browser browser) {
        DemoPage demo = DemoPage.openWithModule(browser, "/nowhere.wasm");

        assertThat(demo.text("#start-error [data-field=hint]")).startsWith("404");
        assertThat(demo.text("#start-error [data-field=code]")).isEqualTo("LOAD_FAILED");
        assertThat(demo.isEnabled("start")).isFalse();
    }

    @Test
    void page_onPhone_isNotWiderThanTheScreen(Browser browser) {
        browser.openBlank();

        Object widths = browser.run("""
                const phone = document.createElement("iframe");
                Object.assign(phone, { src: "/", width: 360, height: 740 });
                const loaded = new Promise((resolve) => { phone.onload = resolve; });
                document.body.append(phone);
                await loaded;
                const { documentElement } = phone.contentDocument;
                return documentElement.scrollWidth - documentElement.clientWidth;
                """);

        assertThat(widths).isEqualTo(0L);
    }
}
