package dev.taskholder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that can be spawned by name.
 *
 * <pre>{@code
 * TaskRegistry.create().add("primes", Primes::new).add("ticker", Ticker::new)
 * }</pre>
 */
public final class TaskRegistry {
    private final Map<String, Supplier<? extends Task<Data, ?>>> factories = new LinkedHashMap<>();

    private TaskRegistry() {}

    /** Makes an empty registry. */
    public static TaskRegistry create() {
        return new TaskRegistry();
    }

    /**
     * Registers a task; {@code factory} makes a new body for every run.
     *
     * @return this registry
     * @throws IllegalArgumentException if {@code name} is blank or taken
     */
    public TaskRegistry add(String name, Supplier<? extends Task<Data, ?>> factory) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: blank: \"" + name + "\"");
        }
        if (factories.putIfAbsent(name, factory) != null) {
            throw new IllegalArgumentException("name: registered twice: " + name);
        }
        return this;
    }

    /** The names, in the order in which they were added. */
    public List<String> names() {
        return List.copyOf(factories.keySet());
    }

    /** The task {@code name}, which makes its body when it runs so that a failing factory is its outcome; null if there is no such task. */
    public @Nullable Task<Data, Object> find(String name) {
        Supplier<? extends Task<Data, ?>> factory = factories.get(name);
        return factory == null ? null : (input, context) -> factory.get().run(input, context);
    }
}
