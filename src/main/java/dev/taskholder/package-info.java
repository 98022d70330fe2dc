/**
 * The task runtime: tasks, their life, and the scheduler that runs them as green threads. Plain Java that knows neither the
 * browser nor the wire; it stands on a {@link dev.taskholder.Host}.
 */
@NullMarked
package dev.taskholder;

import org.jspecify.annotations.NullMarked;
