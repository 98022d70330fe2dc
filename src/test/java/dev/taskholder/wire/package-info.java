@NullMarked
package dev.taskholder.wire;

import org.jspecify.annotations.NullMarked;
