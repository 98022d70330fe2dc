package dev.taskholder;

import java.util.ArrayList;
import java.util.List;

/**
 * Timers ordered by (host time, sequence): a binary heap whose elements know their place, so that one in the middle is removed in
 * O(log n). {@code java.util.PriorityQueue} would need O(n) for that, and a pause of every task removes them all.
 */
final class TimerHeap {
    private final List<Timer> heap = new ArrayList<>();

    boolean isEmpty() {
        return heap.isEmpty();
    }

    /** The earliest timer. The heap is not empty. */
    Timer first() {
        return heap.get(0);
    }

    void add(Timer timer) {
        heap.add(timer);
        siftUp(heap.size() - 1, timer);
    }

    /** Removes {@code timer} if it is here. */
    void remove(Timer timer) {
        int index = timer.heapIndex;
        if (index < 0) {
            return;
        }
        timer.heapIndex = -1;
        Timer last = heap.remove(heap.size() - 1);
        if (last == timer) {
            return;
        }
        if (index > 0 && last.isBefore(heap.get((index - 1) / 2))) {
            siftUp(index, last);
        } else {
            siftDown(index, last);
        }
    }

    private void siftUp(int from, Timer timer) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) / 2;
            if (!timer.isBefore(heap.get(parent))) {
                break;
            }
            place(index, heap.get(parent));
            index = parent;
        }
        place(index, timer);
    }

    private void siftDown(int from, Timer timer) {
        int index = from;
        while (2 * index + 1 < heap.size()) {
            int child = 2 * index + 1;
            if (child + 1 < heap.size() && heap.get(child + 1).isBefore(heap.get(child))) {
                child++;
            }
            if (!heap.get(child).isBefore(timer)) {
                break;
            }
            place(index, heap.get(child));
            index = child;
        }
        place(index, timer);
    }

    private void place(int index, Timer timer) {
        heap.set(index, timer);
        timer.heapIndex = index;
    }
}
