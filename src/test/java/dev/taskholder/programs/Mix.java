package dev.taskholder.programs;

import dev.taskholder.Overflow;
import java.util.List;

/**
 * What programs are drawn from.
 *
 * @param capacities the channels' capacities
 * @param overflows what the channels do without room; all but SUSPEND are drawn only where the capacity is at least 1
 * @param kinds the kinds of scopes
 * @param isDisturbed whether tasks are paused, resumed and cancelled, and fail
 */
record Mix(List<Integer> capacities, List<Overflow> overflows, List<Op.Kind> kinds, boolean isDisturbed) {
    /** Everything there is. */
    static final Mix ALL = new Mix(
            List.of(0, 0, 1, 2, 3),
            List.of(Overflow.SUSPEND, Overflow.SUSPEND, Overflow.DROP_OLDEST, Overflow.DROP_LATEST),
            List.of(Op.Kind.SCOPE, Op.Kind.SCOPE, Op.Kind.SUPERVISE, Op.Kind.LIMIT, Op.Kind.SHIELD),
            true);

    /** Channels of one kind, scopes, and nothing that interrupts. */
    static Mix undisturbed(int capacity, List<Overflow> overflows) {
        return new Mix(List.of(capacity), overflows, List.of(Op.Kind.SCOPE, Op.Kind.SUPERVISE), false);
    }
}
