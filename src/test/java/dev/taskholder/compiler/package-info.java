/** Tests of the compiler plugin on programs that TeaVM reads from class files. */
@NullMarked
package dev.taskholder.compiler;

import org.jspecify.annotations.NullMarked;
