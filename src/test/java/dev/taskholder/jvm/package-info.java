@NullMarked
package dev.taskholder.jvm;

import org.jspecify.annotations.NullMarked;
