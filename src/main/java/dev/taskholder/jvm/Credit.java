package dev.taskholder.jvm;

import dev.taskholder.TaskHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns the demand of a subscriber, a {@code long} without limit, into credit for a task, in lots that an {@code int} holds. The task may be
 * ahead of the demand by its output capacity. Fields are touched by the host's thread of control only.
 */
final class Credit {
    /** Credit that may be out at once, because of demand. */
    private static final int LOT = 1 << 16;

    private final JvmHost host;
    private @Nullable TaskHandle<?> task;
    /** What the task may still emit. */
    private int out;
    /** Demand that is not credited yet; while there is some, {@link #out} was {@link #LOT} or more when it was last given. */
    private long waiting;

    Credit(JvmHost host) {
        this.host = host;
    }

    /** {@code task} was spawned with {@code outputCapacity}. */
    void bind(TaskHandle<?> whose, int outputCapacity) {
        task = whose;
        out = outputCapacity;
    }

    /** {@code count ≥ 1} more are wanted; {@link Long#MAX_VALUE} is as good as no limit. From any thread. */
    void want(long count) {
        host.requestTurn(() -> {
            waiting = saturatedSum(waiting, count);
            give();
        });
    }

    /** The task emitted. */
    void use() {
        out--;
        if (out == LOT / 2 && waiting > 0) {
            host.requestTurn(this::give); // not inside the emit
        }
    }

    private void give() {
        int count = (int) Math.min(waiting, LOT - out);
        if (count > 0) {
            waiting -= count;
            out += count;
            Objects.requireNonNull(task).credit(count);
        }
    }

    /** The sum of two counts, {@link Long#MAX_VALUE} if it is too large. */
    static long saturatedSum(long a, long b) {
        return b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b;
    }
}
