/**
 * Tasks for real on the JVM: a {@link dev.taskholder.Host} of threads, and {@link dev.taskholder.jvm.JvmHolder}, through which any thread
 * may drive tasks and read their outputs as a {@link java.util.concurrent.Flow.Publisher}. Nothing here gets into the module.
 */
@NullMarked
package dev.taskholder.jvm;

import org.jspecify.annotations.NullMarked;
