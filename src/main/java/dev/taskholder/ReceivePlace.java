package dev.taskholder;

/** A place among those that wait to receive from a {@link Channel}. */
abstract class ReceivePlace<T> extends Place {
    private final Wait wait;

    ReceivePlace(Wait wait) {
        this.wait = wait;
    }

    @Override
    final boolean isEligible() {
        return wait.isEligible();
    }

    /** Here is what was waited for. Out of line already. */
    abstract void give(Receipt<T> receipt);
}
