/**
 * The test kit that applications use too: a {@link dev.taskholder.Host} with virtual time on which tasks run deterministically, and a
 * {@link dev.taskholder.testing.Trail} to assert the order of things.
 */
@NullMarked
package dev.taskholder.testing;

import org.jspecify.annotations.NullMarked;
