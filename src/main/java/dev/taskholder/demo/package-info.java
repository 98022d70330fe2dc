/** Tasks that an application would write, and the module that offers them to the demo page, the tests and the benchmarks. */
@NullMarked
package dev.taskholder.demo;

import org.jspecify.annotations.NullMarked;
