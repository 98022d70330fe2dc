package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.taskholder.e2e.PathfinderSection.Cell;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The game on the demo page, played as a person would. */
@InBrowser
final class PathfinderIT {
    /** Costs are shown with two decimals. */
    private static final Offset<Double> AS_SHOWN = within(0.006);

    /** From the player to the goal where nothing is in the way. */
    private static final double STRAIGHT_THROUGH = 183;

    private static final Cell BEFORE_THE_QUIET_ZONE = new Cell(13, 60);
    /** More frames than outputs that had come before the pause. */
    private static final int FRAMES_TO_SETTLE = 5;

    @Test
    void search_standsStillInAQuietZone_andEndsAtTheOptimalCostAfterwards(Browser browser) {
        PathfinderSection game = PathfinderSection.open(browser);
        game.click(PathfinderSection.PLAYER);
        for (int steps = 0; steps < 5; steps++) {
            game.type(Keys.ARROW_RIGHT);
        }
        game.waitForPlayer(BEFORE_THE_QUIET_ZONE);
        game.waitUntilItCounts();
        int searches = game.searches();

        game.type(Keys.ARROW_RIGHT);
        game.waitForState("paused");
        game.countsOver(FRAMES_TO_SETTLE);
        assertThat(game.countsOver(30)).as("what the counter shows").hasSize(1);
        int expanded = game.expanded();
        game.type(Keys.ARROW_RIGHT, Keys.ARROW_DOWN);
        assertThat(game.countsOver(30)).hasSize(1);
        assertThat(game.state()).isEqualTo("paused");
        assertThat(game.message()).contains("is paused");

        game.type(Keys.ARROW_UP, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        game.waitForState("succeeded");
        assertThat(game.searches()).as("it is the same search").isEqualTo(searches);
        assertThat(game.expanded()).isGreaterThan(expanded);
        assertThat(game.cost()).isCloseTo(cheapest(game, BEFORE_THE_QUIET_ZONE, PathfinderSection.GOAL), AS_SHOWN);
    }

    @Test
    void counter_goesUpWhileThePlayerStandsInTheOpen(Browser browser) {
        PathfinderSection game = PathfinderSection.open(browser);

        game.waitUntilItCounts();

        assertThat(game.countsOver(30)).hasSizeGreaterThan(10);
    }

    @Test
    void newGoal_cancelsTheSearch_andAnotherFindsThePathThere(Browser browser) {
        PathfinderSection game = PathfinderSection.open(browser);
        game.waitUntilItCounts();
        Cell goal = new Cell(30, 30);

        game.choose("goal");
        game.click(goal);

        game.waitForSearches(2);
        game.waitForState("succeeded");
        assertThat(game.cost()).isCloseTo(cheapest(game, PathfinderSection.PLAYER, goal), AS_SHOWN);
        game.waitForAlive(0);
    }

    @Test
    void newGoal_whileThePlayerIsInAQuietZone_cancelsThePausedSearch_andIsSearchedAfterwards(Browser browser) {
        PathfinderSection game = PathfinderSection.open(browser);
        Cell inTheZone = new Cell(20, 60);
        Cell goal = new Cell(120, 5);
        game.waitUntilItCounts();
        game.click(inTheZone);
        game.waitForState("paused");

        game.choose("goal");
        game.click(goal);
        game.waitForSearches(2);
        game.waitForAlive(1);
        assertThat(game.countsOver(20)).containsExactly("0");
        assertThat(game.state()).isEqualTo("paused");

        game.choose("player");
        game.click(PathfinderSection.PLAYER);
        game.waitForState("succeeded");
        assertThat(game.searches()).isEqualTo(3);
        assertThat(game.cost()).isCloseTo(cheapest(game, PathfinderSection.PLAYER, goal), AS_SHOWN);
        game.waitForAlive(0);
    }

    @Test
    void wallDrawnByMouse_isGoneRound(Browser browser) {
        PathfinderSection game = PathfinderSection.open(browser);
        game.setSlow(false);
        game.press("empty-map");
        game.waitForState("succeeded");
        assertThat(game.cost()).isEqualTo(STRAIGHT_THROUGH);

        game.choose("wall");
        game.drag(new Cell(100, 20), new Cell(100, 90));

        waitForPathRoundWall(browser, game, new Cell(99, 19), new Cell(101, 91)); // the brush has 3 × 3 cells
    }

    @Test
    void keyboardAlone_drawsAWall(Browser browser) {
        PathfinderSection game = PathfinderSection.open(browser);
        DemoPage page = DemoPage.on(browser);

        page.tabTo("#pathfinder [name=tool]:checked");
        page.typeKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        page.tabTo("#pathfinder [name=slow]");
        page.typeKeys(Keys.SPACE);
        page.tabTo("#pathfinder [data-action=empty-map]");
        page.typeKeys(Keys.ENTER);
        page.tabTo("#pathfinder canvas");
        page.typeKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.SPACE);
        page.typeKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_DOWN, Keys.ARROW_DOWN));

        waitForPathRoundWall(browser, game, new Cell(11, 59), new Cell(13, 63));
    }

    @Test
    void moveAfterMove_onlyTheLastSearchCounts(Browser browser) {
        PathfinderSection game = PathfinderSection.open(browser);
        game.click(PathfinderSection.PLAYER);

        for (int i = 0; i < 10; i++) {
            game.type(Keys.ARROW_UP);
            game.type(Keys.ARROW_LEFT);
            game.type(Keys.ARROW_DOWN);
            game.type(Keys.ARROW_RIGHT);
        }
        game.type(Keys.ARROW_UP);
        game.setSlow(false);

        Cell above = new Cell(8, 59);
        game.waitForPlayer(above);
        game.waitForState("succeeded");
        assertThat(game.searches()).as("one for each frame with a move at most").isBetween(3, 42);
        assertThat(game.cost()).isCloseTo(cheapest(game, above, PathfinderSection.GOAL), AS_SHOWN);
        game.waitForAlive(0);
    }

    private static void waitForPathRoundWall(Browser browser, PathfinderSection game, Cell topLeft, Cell bottomRight) {
        double cheapest = PathfinderSection.referenceWithWall(topLeft, bottomRight)
                .cheapest(
                        PathfinderSection.PLAYER.x(),
                        PathfinderSection.PLAYER.y(),
                        PathfinderSection.GOAL.x(),
                        PathfinderSection.GOAL.y());
        assertThat(cheapest).as("the wall is in the way").isGreaterThan(STRAIGHT_THROUGH);
        browser.waitFor(
                "a path that costs " + cheapest,
                driver -> game.state().equals("succeeded") && Math.abs(game.cost() - cheapest) < AS_SHOWN.value);
    }

    private static double cheapest(PathfinderSection game, Cell from, Cell to) {
        return game.reference().cheapest(from.x(), from.y(), to.x(), to.y());
    }
}
