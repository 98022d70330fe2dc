/** Tasks that an application would write, and the module that offers them to the demo page and the tests. */
@NullMarked
package dev.taskholder.demo;

import org.jspecify.annotations.NullMarked;
