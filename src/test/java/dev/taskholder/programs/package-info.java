/**
 * Programs drawn at random, how they are run, and what is checked of what they did. A program is data: the same one runs on Taskholder
 * and on kotlinx-coroutines, and both write the same kind of history.
 */
@NullMarked
package dev.taskholder.programs;

import org.jspecify.annotations.NullMarked;
