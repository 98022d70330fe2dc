package dev.taskholder.e2e;

import dev.taskholder.demo.ReferencePaths;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The section "Pathfinder" of the demo page. What it relies on is listed in {@code web/demo/pathfinder/show-pathfinder.js}. */
final class PathfinderSection {
    static final int WIDTH = 200;
    static final int HEIGHT = 120;
    /** Where the player and the goal are at first, on every map. */
    static final Cell PLAYER = new Cell(8, 60);

    static final Cell GOAL = new Cell(191, 60);

    /** A cell of the map. */
    record Cell(int x, int y) {
        @Override
        public String toString() {
            return x + "," + y;
        }
    }

    private final Browser browser;

    private PathfinderSection(Browser browser) {
        this.browser = browser;
    }

    /** Opens the demo, scrolls down to the section, and waits for its first search. */
    static PathfinderSection open(Browser browser) {
        DemoPage.open(browser);
        PathfinderSection section = new PathfinderSection(browser);
        section.comeIntoView();
        section.waitForSearches(1);
        return section;
    }

    /** The section of the demo that is open already. */
    static PathfinderSection on(Browser browser) {
        return new PathfinderSection(browser);
    }

    /** Scrolls the page to its top and then to the map. */
    void comeIntoView() {
        browser.run("""
                scrollTo(0, 0);
                for (let frames = 0; frames < 2; frames++) {
                  await new Promise(requestAnimationFrame);
                }
                document.querySelector("#pathfinder .map").scrollIntoView({ block: "center" });
                """);
    }

    void waitForMessage(String part) {
        browser.waitFor("the message \"…" + part + "…\"", driver -> message().contains(part));
    }

    /** The state of the search. */
    String state() {
        return field("state");
    }

    /** How many cells have been expanded, as the page counts. */
    int expanded() {
        return Integer.parseInt(field("expanded").replace(",", ""));
    }

    /** How many searches there have been; 0 before the first. */
    int searches() {
        String text = field("searches");
        return text.equals("–") ? 0 : Integer.parseInt(text);
    }

    /** The cost of the path found. */
    double cost() {
        return Double.parseDouble(field("cost"));
    }

    String message() {
        return field("message");
    }

    String player() {
        return String.valueOf(canvas().getDomAttribute("data-player"));
    }

    void choose(String tool) {
        find("[name=tool][value=" + tool + "]").click();
    }

    void press(String action) {
        find("[data-action=" + action + "]").click();
    }

    void setSlow(boolean slow) {
        WebElement box = find("[name=slow]");
        if (box.isSelected() != slow) {
            box.click();
        }
    }

    /** Clicks, which uses the tool and gives the map the focus. */
    void click(Cell cell) {
        moveTo(new Actions(browser.driver()), cell).click().perform();
    }

    /** Presses the mouse at one cell and releases it at another. */
    void drag(Cell from, Cell to) {
        Actions actions = moveTo(new Actions(browser.driver()), from).clickAndHold();
        moveTo(actions, to).release().perform();
    }

    /** Types on the map. */
    void type(CharSequence... keys) {
        canvas().sendKeys(keys);
    }

    PathfinderSection waitForState(String state) {
        browser.waitFor("the search to be " + state, driver -> state().equals(state));
        return this;
    }

    void waitForSearches(int count) {
        browser.waitFor("search " + count, driver -> searches() == count);
    }

    /** Waits until just so many searches have not ended, those included that another has replaced. */
    void waitForAlive(int count) {
        By section = By.cssSelector("#pathfinder[data-alive='" + count + "']");
        browser.waitFor("the searches alive to be " + count, driver -> driver.findElement(section));
    }

    /** Waits until the search under way has expanded something, and counts on. */
    void waitUntilItCounts() {
        browser.waitFor("the counter to go up", driver -> state().equals("running") && expanded() > 0);
    }

    void waitForPlayer(Cell cell) {
        browser.waitFor("the player at " + cell, driver -> player().equals(cell.toString()));
    }

    /** The different numbers that the counter shows in so many frames. */
    List<String> countsOver(int frames) {
        List<?> seen = (List<?>) Objects.requireNonNull(browser.run("""
                const field = document.querySelector("#pathfinder [data-field=expanded]");
                const seen = new Set();
                for (let i = 0; i < args[0]; i++) {
                  await new Promise(requestAnimationFrame);
                  seen.add(field.textContent);
                }
                return [...seen];
                """, frames));
        return seen.stream().map(String::valueOf).toList();
    }

    /** How many pixels of the map have the colour of what is explored, in each of so many frames. */
    List<Long> exploredOver(int frames) {
        List<?> counts = (List<?>) Objects.requireNonNull(browser.run("""
                const canvas = document.querySelector("#pathfinder canvas");
                const one = new OffscreenCanvas(1, 1).getContext("2d");
                one.fillStyle = getComputedStyle(canvas).getPropertyValue("--map-explored");
                one.fillRect(0, 0, 1, 1);
                const [colour] = new Uint32Array(one.getImageData(0, 0, 1, 1).data.buffer);
                const counts = [];
                for (let i = 0; i < args[0]; i++) {
                  await new Promise(requestAnimationFrame);
                  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                  counts.push(new Uint32Array(data.buffer).reduce((sum, pixel) => sum + (pixel === colour), 0));
                }
                return counts;
                """, frames));
        return counts.stream().map(count -> ((Number) count).longValue()).toList();
    }

    /** What paths on the map on show cost, by a search of another kind; for a map nobody has drawn on. */
    ReferencePaths reference() {
        List<?> walls = (List<?>) Objects.requireNonNull(browser.run("""
                const { emptyMap, generateMap } = await import("/web/demo/pathfinder/generate-map.js");
                const { seed } = document.querySelector("#pathfinder canvas").dataset;
                return [...(seed ? generateMap(Number(seed)) : emptyMap()).walls];
                """));
        byte[] cells = new byte[walls.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = ((Number) walls.get(i)).byteValue();
        }
        return new ReferencePaths(WIDTH, HEIGHT, cells);
    }

    /** The same for an empty map with one wall drawn on it. */
    static ReferencePaths referenceWithWall(Cell topLeft, Cell bottomRight) {
        byte[] cells = new byte[WIDTH * HEIGHT];
        for (int y = topLeft.y; y <= bottomRight.y; y++) {
            Arrays.fill(cells, y * WIDTH + topLeft.x, y * WIDTH + bottomRight.x + 1, (byte) 1);
        }
        return new ReferencePaths(WIDTH, HEIGHT, cells);
    }

    private Actions moveTo(Actions actions, Cell cell) {
        WebElement canvas = canvas();
        double width = canvas.getRect().getWidth();
        double height = canvas.getRect().getHeight();
        int fromCentreX = (int) Math.round((cell.x + 0.5) / WIDTH * width - width / 2);
        int fromCentreY = (int) Math.round((cell.y + 0.5) / HEIGHT * height - height / 2);
        return actions.moveToElement(canvas, fromCentreX, fromCentreY);
    }

    private WebElement canvas() {
        return find("canvas");
    }

    private String field(String name) {
        return find("[data-field=" + name + "]").getText();
    }

    private WebElement find(String selector) {
        return browser.driver().findElement(By.cssSelector("#pathfinder " + selector));
    }
}
