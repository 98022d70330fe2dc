package dev.taskholder.e2e;

import org.junit.jupiter.api.Test;

/** The worker of the game on the demo page could not be started, as when the network is away for a moment; then it can. */
@InBrowser
final class PathfinderStartIT {
    @Test
    void failedStart_isTriedAgain_withTheRetryOfThePage(Browser browser) {
        PathfinderSection game = openWithoutWorker(browser);

        browser.run("document.querySelector('#start-error [data-action=retry]').click()"); // without scrolling there

        game.waitForSearches(1);
    }

    @Test
    void failedStart_isTriedAgain_whenTheSectionComesIntoViewAgain(Browser browser) {
        PathfinderSection game = openWithoutWorker(browser);

        game.comeIntoView();

        game.waitForSearches(1);
    }

    /** The section is in view and says that there is no worker; the next worker can be started. */
    private static PathfinderSection openWithoutWorker(Browser browser) {
        DemoPage.openWithModule(browser, "/nowhere.wasm");
        PathfinderSection game = PathfinderSection.on(browser);
        game.comeIntoView();
        game.waitForMessage("could not be started");
        browser.run("history.replaceState(null, '', location.pathname)");
        return game;
    }
}
