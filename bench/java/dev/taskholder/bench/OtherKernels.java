package dev.taskholder.bench;

import java.util.HashMap;
import java.util.Map;

/** Kernels whose loops do not just count, and the recursion. The same stand in {@code bench/workers/kernels.js}. */
final class OtherKernels {
    private static final int SIDE = 96;
    private static final int FIBONACCI = 24;

    private OtherKernels() {}

    static int mandelbrot() {
        int iterations = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double cx = x * 3.0 / SIDE - 2;
                double cy = y * 2.0 / SIDE - 1;
                double re = 0;
                double im = 0;
                int n = 0;
                while (n < 200 && re * re + im * im <= 4) {
                    double next = re * re - im * im + cx;
                    im = 2 * re * im + cy;
                    re = next;
                    n++;
                }
                iterations += n;
            }
        }
        return iterations;
    }

    static int map() {
        Map<Integer, Integer> counts = new HashMap<>();
        int value = 1;
        for (int i = 0; i < 40_000; i++) {
            value = value * 1103515245 + 12345;
            int key = (value >>> 16) & 1023;
            Integer count = counts.get(key);
            counts.put(key, count == null ? 1 : count + 1);
        }
        int checksum = 0;
        for (int key = 0; key < 1024; key++) {
            Integer count = counts.get(key);
            checksum = checksum * 31 + (count == null ? 0 : count);
        }
        return checksum;
    }

    /** The cheapest way across a field, by A* with nodes that are objects in a binary heap. */
    static int search() {
        Node[] nodes = new Node[SIDE * SIDE];
        NodeHeap open = new NodeHeap();
        nodes[0] = new Node(0, 0, 2 * SIDE);
        open.add(nodes[0]);
        while (true) {
            Node node = open.poll();
            if (node.cell == SIDE * SIDE - 1) {
                return node.cost;
            }
            int x = node.cell % SIDE;
            int y = node.cell / SIDE;
            for (int side = 0; side < 4; side++) {
                int nx = x + (side == 0 ? 1 : side == 1 ? -1 : 0);
                int ny = y + (side == 2 ? 1 : side == 3 ? -1 : 0);
                if (nx < 0 || ny < 0 || nx >= SIDE || ny >= SIDE || ((nx * 7 + ny * 13) % 5 == 1 && nx % 4 != 0)) {
                    continue;
                }
                int cell = ny * SIDE + nx;
                int cost = node.cost + 1 + (((cell * 31) >> 3) & 3);
                Node known = nodes[cell];
                if (known == null || cost < known.cost) {
                    nodes[cell] = new Node(cell, cost, cost + 2 * SIDE - nx - ny);
                    open.add(nodes[cell]);
                }
            }
        }
    }

    static int fibonacci() {
        return fibonacci(FIBONACCI);
    }

    private static int fibonacci(int n) {
        return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }

    /** A cell that was reached. */
    static final class Node {
        final int cell;
        final int cost;
        final int estimate;

        Node(int cell, int cost, int estimate) {
            this.cell = cell;
            this.cost = cost;
            this.estimate = estimate;
        }
    }
}
