package dev.taskholder.jvm;

/**
 * Where a task can go on: spawn it again with {@link dev.taskholder.TaskOptions#withRestored} of {@code value}, and of the outputs of this
 * run keep the first {@code outputs}.
 *
 * @param value what the task gave to {@link dev.taskholder.TaskContext#save}, plain data; a copy
 * @param outputs how many outputs of this run come before it
 */
public record ResumePoint(Object value, long outputs) {}
