package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimerHeapTest {
    private static final Comparator<Timer> ORDER =
            Comparator.comparingLong((Timer timer) -> timer.hostNanos).thenComparingLong(timer -> timer.sequence);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void randomAddsAndRemoves_keepTheOrderOfASortedList(long seed) {
        Random random = new Random(seed);
        TimerHeap heap = new TimerHeap();
        List<Timer> reference = new ArrayList<>();

        for (int step = 0; step < 5000; step++) {
            if (reference.isEmpty() || random.nextInt(5) < 3) {
                Timer timer = timer(random.nextInt(50), step);
                heap.add(timer);
                reference.add(timer);
            } else {
                Timer timer = random.nextBoolean() ? heap.first() : reference.get(random.nextInt(reference.size()));
                heap.remove(timer);
                reference.remove(timer);
            }

            assertThat(heap.isEmpty()).isEqualTo(reference.isEmpty());
            if (!reference.isEmpty()) {
                assertThat(heap.first()).isSameAs(reference.stream().min(ORDER).orElseThrow());
            }
        }
    }

    @Test
    void sameMoment_theEarlierSequenceIsFirst() {
        TimerHeap heap = new TimerHeap();
        Timer second = timer(10, 2);
        Timer first = timer(10, 1);

        heap.add(second);
        heap.add(first);

        assertThat(heap.first()).isSameAs(first);
    }

    @Test
    void remove_notInTheHeap_changesNothing() {
        TimerHeap heap = new TimerHeap();
        Timer inside = timer(10, 1);
        Timer removed = timer(5, 2);
        heap.add(inside);
        heap.add(removed);

        heap.remove(removed);
        heap.remove(removed);
        heap.remove(timer(1, 3));

        assertThat(heap.first()).isSameAs(inside);
    }

    private static Timer timer(long hostNanos, long sequence) {
        Timer timer = new Timer(hostNanos, sequence, () -> {});
        timer.hostNanos = hostNanos;
        return timer;
    }
}
