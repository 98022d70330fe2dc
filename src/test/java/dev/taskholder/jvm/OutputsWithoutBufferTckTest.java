package dev.taskholder.jvm;

/** The same rules where the task may not be ahead of the demand at all. */
public final class OutputsWithoutBufferTckTest extends OutputsTckTest {
    @Override
    int outputCapacity() {
        return 0;
    }
}
