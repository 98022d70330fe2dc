package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taskholder.e2e.PathfinderSection.Cell;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chromium.HasCdp;

/** The map of the demo page, pixel by pixel: what of it a search has explored. */
@InBrowser
final class PathfinderPictureIT {
    private static final Cell IN_THE_QUIET_ZONE = new Cell(20, 60);
    /** More frames than outputs that had come before the pause. */
    private static final int FRAMES_TO_SETTLE = 5;

    @Test
    void explored_isPaintedWhileTheSearchRuns(Browser browser) {
        PathfinderSection game = PathfinderSection.open(browser);
        game.waitUntilItCounts();

        List<Long> pixels = game.exploredOver(30);

        assertThat(pixels).isSorted();
        assertThat(Set.copyOf(pixels)).as("grows").hasSizeGreaterThan(10);
    }

    @Test
    void explored_standsStillWhilePaused_andGoesWithANewGoal(Browser browser) {
        PathfinderSection game = openPaused(browser);

        List<Long> whilePaused = game.exploredOver(20);
        game.choose("goal");
        game.click(new Cell(120, 5));
        game.waitForSearches(2);
        List<Long> ofTheNewSearch = game.exploredOver(2);

        assertThat(whilePaused).containsOnly(whilePaused.get(0)).doesNotContain(0L);
        assertThat(ofTheNewSearch).containsOnly(0L);
    }

    @Test
    void explored_takesOnTheColoursOfTheDark_whilePaused(Browser browser) {
        assumeTrue(browser.driver() instanceof HasCdp, "only Chromium can be told to be dark");
        PathfinderSection game = openPaused(browser);
        long inTheLight = game.exploredOver(1).get(0);

        setColourScheme(browser, "dark");
        try {
            game.exploredOver(FRAMES_TO_SETTLE);
            long inTheDark = game.exploredOver(1).get(0);

            assertThat(inTheDark).isPositive().isCloseTo(inTheLight, withinPercentage(1));
        } finally {
            setColourScheme(browser, "");
        }
    }

    /** Something is explored, but not all. */
    private static PathfinderSection openPaused(Browser browser) {
        PathfinderSection game = PathfinderSection.open(browser);
        game.waitUntilItCounts();
        game.click(IN_THE_QUIET_ZONE);
        game.waitForState("paused");
        game.exploredOver(FRAMES_TO_SETTLE);
        return game;
    }

    /** @param scheme what the person prefers; empty for the browser's own */
    private static void setColourScheme(Browser browser, String scheme) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        ((HasCdp) browser.driver())
                .executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }
}
