package dev.taskholder;

import java.util.ArrayList;
import java.util.List;

/** What a fiber lets go of at its end at the latest, so that others get it: mutexes, requests that are under way. */
final class Belongings {
    private final List<Deferred.Abandon> untilCancel = new ArrayList<>(0);
    private final List<Deferred.Abandon> untilEnd = new ArrayList<>(0);

    void addUntilEnd(Deferred.Abandon letGo) {
        untilEnd.add(letGo);
    }

    /** A cancel that comes later lets go of it too. */
    void addUntilCancel(Deferred.Abandon letGo) {
        untilCancel.add(letGo);
    }

    void remove(Deferred.Abandon letGo) {
        untilCancel.remove(letGo);
        untilEnd.remove(letGo);
    }

    /** The task was cancelled, and no shield keeps that away. */
    void cancelled() {
        letGoOf(untilCancel);
    }

    /** The body has ended. */
    void ended() {
        letGoOf(untilCancel);
        letGoOf(untilEnd);
    }

    private static void letGoOf(List<Deferred.Abandon> all) {
        List<Deferred.Abandon> once = List.copyOf(all); // what is let go of may remove itself
        all.clear();
        once.forEach(Deferred.Abandon::abandon);
    }
}
