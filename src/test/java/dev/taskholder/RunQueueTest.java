package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who goes first among the ready. */
final class RunQueueTest {
    private final Rig rig = new Rig();
    private final RunQueue queue = new RunQueue();

    @AfterEach
    void nothingIsLeftBehind() {
        rig.host.runReady();
        rig.close();
    }

    @Test
    void woken_goBeforePreempted_inTheOrderTheyCame() {
        List<Fiber> fibers = fibers(4);
        queue.addPreempted(fibers.get(0));
        queue.addPreempted(fibers.get(1));
        queue.add(fibers.get(2));
        queue.add(fibers.get(3));

        assertThat(polled()).containsExactly(fibers.get(2), fibers.get(3), fibers.get(0), fibers.get(1));
    }

    @Test
    void preempted_besideEverMoreWoken_hasEveryEighthPick() {
        List<Fiber> fibers = fibers(2);
        queue.addPreempted(fibers.get(0));
        int picks = 0;
        Fiber picked;
        do {
            queue.add(fibers.get(1));
            picked = queue.poll();
            picks++;
        } while (picked != fibers.get(0));

        assertThat(picks).isLessThanOrEqualTo(8);
    }

    @Test
    void expedited_isThereOnce() {
        List<Fiber> fibers = fibers(3);
        fibers.forEach(queue::addPreempted);
        queue.expedite(fibers.get(1));

        assertThat(polled()).containsExactly(fibers.get(1), fibers.get(0), fibers.get(2));
    }

    @Test
    void expedited_whosePriorityHasChanged_isThereOnce() {
        RunOfTest<Object> run = rig.spawned(context -> null);
        queue.addPreempted(run.task.fiber);
        run.task.setPriority(Priority.USER_BLOCKING);
        queue.expedite(run.task.fiber);

        assertThat(polled()).containsExactly(run.task.fiber);
    }

    private List<Fiber> polled() {
        List<Fiber> polled = new ArrayList<>();
        for (Fiber fiber = queue.poll(); fiber != null; fiber = queue.poll()) {
            polled.add(fiber);
        }
        return polled;
    }

    private List<Fiber> fibers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> rig.spawned(context -> null).task.fiber)
                .toList();
    }
}
