package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * A body of ordinary blocking Java that a {@link TaskHolder} runs as a green thread.
 *
 * <p>The body can be paused and cancelled at its checkpoints: every blocking call of the context. It ends in exactly one
 * {@link Outcome}.
 *
 * <pre>{@code
 * Task<Data, Integer> countdown = (input, context) -> {
 *     for (int n = input.getInt("from"); n > 0; n--) {
 *         context.emit(n);
 *         context.sleep(1000);
 *     }
 *     return 0;
 * };
 * }</pre>
 *
 * @param <I> what the body is given; {@link Data} for tasks that a page spawns
 * @param <R> what it returns; plain data (see {@link PlainData}) if it is to cross to a page
 */
@FunctionalInterface
public interface Task<I, R> {
    /**
     * Runs the task.
     *
     * @return the result of a task that succeeds, may be null
     * @throws Exception to fail; {@link TaskCancelled} is an {@link Error} so that no {@code catch (Exception e)} swallows it
     */
    @Nullable R run(I input, TaskContext context) throws Exception;
}
