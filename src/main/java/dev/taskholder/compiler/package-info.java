/**
 * Runs at build time only: a plugin of TeaVM that adds checkpoints to the loops and recursive methods of a program. Nothing imports it;
 * TeaVM finds it as a service.
 */
@NullMarked
package dev.taskholder.compiler;

import org.jspecify.annotations.NullMarked;
