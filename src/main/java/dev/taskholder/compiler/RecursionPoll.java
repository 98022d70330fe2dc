package dev.taskholder.compiler;

import org.teavm.model.MethodHolder;

/** Adds a checkpoint to a method that calls itself: where it begins. */
final class RecursionPoll {
    /** Of one call, with what it does itself. */
    private static final int UNITS = 16;

    private RecursionPoll() {}

    static void insert(MethodHolder method, Parking parking) {
        EntryCheckpoint.insert(method.getProgram(), UNITS, parking);
    }
}
