package dev.taskholder.bench;

import dev.taskholder.bench.OtherKernels.Node;
import java.util.Arrays;

/** A binary heap, the lowest estimate first. */
final class NodeHeap {
    private Node[] nodes = new Node[64];
    private int size;

    void add(Node node) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >> 1;
            if (nodes[parent].estimate <= node.estimate) {
                break;
            }
            nodes[at] = nodes[parent];
            at = parent;
        }
        nodes[at] = node;
    }

    Node poll() {
        Node first = nodes[0];
        Node last = nodes[--size];
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && nodes[child + 1].estimate < nodes[child].estimate) {
                child++;
            }
            if (nodes[child].estimate >= last.estimate) {
                break;
            }
            nodes[at] = nodes[child];
            at = child;
        }
        nodes[at] = last;
        return first;
    }
}
