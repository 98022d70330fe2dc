package dev.taskholder.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The children of a task, forked in Java, as the page sees them. */
@InBrowser
final class ChildrenIT {
    private static final String NAMES = """
            const names = (children) => children.flatMap(({ name, state, children }) => [`${name}: ${state}`, ...names(children)]);
            """;

    @Test
    void children_ofATree_areThereUntilTheyEnd_andSoIsTheResult(Client client) {
        List<?> seen = client.list(NAMES + """
                const tree = holder.spawn("tree", { depth: 2, width: 2, millis: 50 });
                const whole = await until(() => names(tree.children).length === 6 && names(tree.children));
                const snapshot = names(holder.snapshot().tasks[0].children);
                const leaves = await tree.result;
                return [whole, snapshot, leaves, tree.children];
                """);

        List<String> whole = List.of(
                "branch 1: running",
                "leaf 1.1: running",
                "leaf 1.2: running",
                "branch 2: running",
                "leaf 2.1: running",
                "leaf 2.2: running");
        assertThat(seen.get(0)).isEqualTo(whole);
        assertThat(seen.get(1)).isEqualTo(whole);
        assertThat(seen.get(2)).isEqualTo(4L);
        assertThat(seen.get(3)).isEqualTo(List.of());
    }

    @Test
    void pause_ofTheTask_pausesEveryDescendant_andItsClock(Client client) {
        List<?> seen = client.list(NAMES + """
                const tree = holder.spawn("tree", { depth: 2, width: 2, millis: 300 });
                await until(() => names(tree.children).length === 6);
                const { paused } = await tree.pause();
                const pausedAt = performance.now();
                await until(() => names(tree.children).every((it) => it.endsWith("paused")));
                await ticksOfAnother(holder, 6, 100);
                const whilePaused = names(tree.children);
                const pausedMs = performance.now() - pausedAt;
                await tree.resume();
                return [paused, whilePaused.length, await tree.result, tree.elapsedMs - pausedMs];
                """);

        assertThat(seen.subList(0, 3)).isEqualTo(List.of(true, 6L, 4L));
        double unpausedMillis = ((Number) seen.get(3)).doubleValue();
        assertThat(unpausedMillis).as("the leaves slept their rest").isGreaterThan(290);
    }

    @Test
    void cancel_reachesEveryDescendant(Client client) {
        List<?> seen = client.list(NAMES + """
                const tree = holder.spawn("tree", { depth: 3, width: 3, millis: 3_600_000 });
                await until(() => names(tree.children).length === 39);
                const answer = await tree.cancel("enough");
                return [answer.applied, tree.state, tree.children];
                """);

        assertThat(seen).isEqualTo(List.of(true, "cancelled", List.of()));
    }

    @Test
    void aThousandLeaves_allSleepAtOnce(Client client) {
        Object leaves = client.run("return await holder.spawn('tree', { depth: 3, width: 10, millis: 10 }).result");

        assertThat(leaves).isEqualTo(1000L);
    }

    @Test
    void demo_showsChildrenIndentedUnderTheirParents_pausedWithTheTask(Browser browser) {
        TaskCard tree = DemoPage.open(browser).start("tree", "depth=2", "width=2", "millis=3600000");

        browser.waitFor("six children", driver -> tree.children().size() == 6);
        assertThat(tree.children())
                .containsExactly(
                        "1 branch 1 running",
                        "2 leaf 1.1 running",
                        "2 leaf 1.2 running",
                        "1 branch 2 running",
                        "2 leaf 2.1 running",
                        "2 leaf 2.2 running");

        tree.press("pause");
        browser.waitFor(
                "the children to be paused",
                driver -> tree.children().stream().allMatch(child -> child.endsWith("paused")));

        tree.press("cancel");
        tree.waitForState("cancelled");
        browser.waitFor("the children to go", driver -> tree.children().isEmpty());
    }
}
