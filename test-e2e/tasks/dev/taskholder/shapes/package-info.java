/** Runs code with a suspension at every compiled checkpoint. */
@NullMarked
package dev.taskholder.shapes;

import org.jspecify.annotations.NullMarked;
