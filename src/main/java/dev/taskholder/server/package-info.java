/**
 * Serves the demo on this computer. Build and test machinery only: not part of the module that runs in the browser, and it knows
 * nothing of the rest of Taskholder.
 */
@NullMarked
package dev.taskholder.server;

import org.jspecify.annotations.NullMarked;
