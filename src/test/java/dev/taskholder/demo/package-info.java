@NullMarked
package dev.taskholder.demo;

import org.jspecify.annotations.NullMarked;
