package dev.taskholder.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How the tasks and scopes of a run lay inside each other. A place is the body of a task or of a scope. */
final class Places {
    private final Map<Integer, OpCall> madeBy = new HashMap<>();

    Places(List<OpCall> calls) {
        for (OpCall call : calls) {
            if (call.op() instanceof Op.Fork fork) {
                madeBy.put(fork.child(), call);
            } else if (call.op() instanceof Op.Within within) {
                madeBy.put(within.place(), call);
            }
        }
    }

    /** The fork or scope that made {@code place}; null for a task without a parent. */
    @Nullable OpCall madeBy(int place) {
        return madeBy.get(place);
    }

    /** The place around {@code place}, null if there is none. For a child the place it was forked in. */
    @Nullable Integer outerOf(int place) {
        OpCall call = madeBy.get(place);
        return call == null ? null : call.place();
    }

    /** The scope's kind; null for the body of a task. */
    Op.@Nullable Kind kindOf(int place) {
        OpCall call = madeBy.get(place);
        return call != null && call.op() instanceof Op.Within within ? within.kind() : null;
    }

    boolean isTask(int place) {
        return kindOf(place) == null;
    }

    /** {@code place} and those around it, innermost first. */
    List<Integer> outwardFrom(int place) {
        List<Integer> outward = new ArrayList<>();
        Integer at = place;
        while (at != null) {
            outward.add(at);
            at = outerOf(at);
        }
        return outward;
    }

    /** Whether {@code inner} lies in {@code outer}, or is it, without a shield in between. */
    boolean isReached(int inner, int outer) {
        List<Integer> outward = outwardFrom(inner);
        int until = outward.indexOf(outer);
        Predicate<Integer> isShield = place -> kindOf(place) == Op.Kind.SHIELD;
        return until >= 0 && outward.subList(0, until).stream().noneMatch(isShield);
    }
}
