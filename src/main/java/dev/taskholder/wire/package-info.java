/**
 * The protocol between a page and a worker, plain Java: messages as records, their codec to plain data, and the server that turns
 * messages into commands. Its twin on the page is {@code web/protocol.js}; golden files hold the two together.
 */
@NullMarked
package dev.taskholder.wire;

import org.jspecify.annotations.NullMarked;
