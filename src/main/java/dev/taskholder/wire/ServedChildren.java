package dev.taskholder.wire;

import dev.taskholder.TaskHandle;
import dev.taskholder.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The descendants of one task as the page sees them: numbers them, and gathers what changed in a turn. One that came and went in the
 * same turn is not told of.
 */
final class ServedChildren {
    private final Map<TaskHandle<?>, Integer> numbers = new HashMap<>();
    private final Set<TaskHandle<?>> changed = new LinkedHashSet<>();
    private int lastNumber;

    void changed(TaskHandle<?> child) {
        changed.add(child);
    }

    /** What to tell the page, parents before their children; nothing of it is told again. */
    List<WorkerMessage.Child> takeChanges() {
        List<WorkerMessage.Child> news = new ArrayList<>(changed.size());
        for (TaskHandle<?> child : changed) {
            TaskState state = child.state();
            Integer number = state.isEnded() ? numbers.remove(child) : numberOf(child);
            if (number != null) {
                news.add(new WorkerMessage.Child(number, parentOf(child), child.name(), state));
            }
        }
        changed.clear();
        return news;
    }

    private Integer numberOf(TaskHandle<?> child) {
        Integer known = numbers.get(child);
        if (known != null) {
            return known;
        }
        lastNumber++;
        numbers.put(child, lastNumber);
        return lastNumber;
    }

    /** 0 for the task itself; also if child and parent have both ended, when nobody asks any more. */
    private int parentOf(TaskHandle<?> child) {
        @Nullable Integer number = numbers.get(child.parent());
        return number == null ? 0 : number;
    }
}
