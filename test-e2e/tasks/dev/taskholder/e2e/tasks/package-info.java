/** Tasks that only the browser tests run, compiled to a module of their own: {@code target/wasm/e2e-tasks.wasm}. */
@NullMarked
package dev.taskholder.e2e.tasks;

import org.jspecify.annotations.NullMarked;
