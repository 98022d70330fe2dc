/** Tasks that only the benchmark runs, and the module that offers them to its page. No part of the library, nor of the bundled module. */
@NullMarked
package dev.taskholder.bench;

import org.jspecify.annotations.NullMarked;
