/**
 * Drives the built demo and the client in a real browser, as a person and as an application would. A test class is marked
 * {@link dev.taskholder.e2e.InBrowser}; nothing here sleeps, and no test is skipped for want of a browser.
 */
@NullMarked
package dev.taskholder.e2e;

import org.jspecify.annotations.NullMarked;
