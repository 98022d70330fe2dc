package dev.taskholder.demo;

import dev.taskholder.NoCheckpoints;
import java.util.Arrays;

/**
 * The cells that a search may expand next, the most promising first: a binary heap in plain arrays.
 *
 * <p>Ordered by the total cost expected, then by the part of it that is left, then by the number of the cell. No two cells are
 * equal in that order, so what comes first does not depend on how the heap was filled.
 */
@NoCheckpoints // its loops are short, and the one around them has a checkpoint
final class CellQueue {
    private static final int FIRST_CAPACITY = 256;

    private int size;
    private int[] cells = new int[FIRST_CAPACITY];
    private double[] totals = new double[FIRST_CAPACITY];
    private double[] rests = new double[FIRST_CAPACITY];
    /** Where each cell is in the heap, plus one; 0 if it is not. */
    private final int[] places;

    CellQueue(int numberOfCells) {
        places = new int[numberOfCells];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds a cell, or moves it up if it is there: its total must not have grown. */
    void put(int cell, double total, double rest) {
        int place = places[cell] - 1;
        if (place < 0) {
            place = size++;
            if (place == cells.length) {
                grow();
            }
        }
        while (place > 0) {
            int parent = (place - 1) >> 1;
            if (!comesBefore(cell, total, rest, parent)) {
                break;
            }
            move(parent, place);
            place = parent;
        }
        set(place, cell, total, rest);
    }

    /** Takes the first cell out; there must be one. */
    int poll() {
        int first = cells[0];
        places[first] = 0;
        size--;
        if (size > 0) {
            sinkLast();
        }
        return first;
    }

    /** Puts the last one, which lies beyond the heap now, where it belongs, beginning at the top. */
    private void sinkLast() {
        int cell = cells[size];
        double total = totals[size];
        double rest = rests[size];
        int place = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && comesBefore(cells[child + 1], totals[child + 1], rests[child + 1], child)) {
                child++;
            }
            if (comesBefore(cell, total, rest, child)) {
                break;
            }
            move(child, place);
            place = child;
            child = 2 * place + 1;
        }
        set(place, cell, total, rest);
    }

    private boolean comesBefore(int cell, double total, double rest, int place) {
        if (total != totals[place]) {
            return total < totals[place];
        }
        return rest != rests[place] ? rest < rests[place] : cell < cells[place];
    }

    private void move(int from, int to) {
        set(to, cells[from], totals[from], rests[from]);
    }

    private void set(int place, int cell, double total, double rest) {
        cells[place] = cell;
        totals[place] = total;
        rests[place] = rest;
        places[cell] = place + 1;
    }

    private void grow() {
        int capacity = 2 * cells.length;
        cells = Arrays.copyOf(cells, capacity);
        totals = Arrays.copyOf(totals, capacity);
        rests = Arrays.copyOf(rests, capacity);
    }
}
