/** What the build of a module needs: TeaVM finds it on the class path. Nothing of it is in the module. */
@NullMarked
package dev.taskholder.compiler;

import org.jspecify.annotations.NullMarked;
