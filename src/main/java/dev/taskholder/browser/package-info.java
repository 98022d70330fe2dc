/**
 * The task runtime on a browser's event loop, in a worker or in a window: the only runtime package that knows TeaVM's interop.
 */
@NullMarked
package dev.taskholder.browser;

import org.jspecify.annotations.NullMarked;
