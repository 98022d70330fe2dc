package dev.taskholder.e2e.tasks;

import dev.taskholder.TaskRegistry;
import dev.taskholder.browser.Workers;
import dev.taskholder.demo.Cleaner;
import dev.taskholder.demo.Sleeper;
import dev.taskholder.demo.Trap;

/** A module compiled without TeaVM's strict mode: in it a null dereference is no Java exception but ends the worker. */
public final class LooseModule {
    private LooseModule() {}

    public static void main(String[] args) {
        Workers.serve(TaskRegistry.create()
                .add("sleeper", Sleeper::new)
                .add("cleaner", Cleaner::new)
                .add("trap", Trap::new));
    }
}
