package dev.taskholder.compiler;

import org.jspecify.annotations.Nullable;
import org.teavm.model.instructions.BranchingCondition;

/** How a counter lies to its bound while a loop goes on. */
enum Relation {
    BELOW(BranchingCondition.LESS, "below"),
    AT_MOST(BranchingCondition.LESS_OR_EQUAL, "atMost"),
    ABOVE(BranchingCondition.GREATER, "above"),
    AT_LEAST(BranchingCondition.GREATER_OR_EQUAL, "atLeast");

    /** The same, of a comparison's result with 0. */
    final BranchingCondition condition;
    /** The method of the run-time half that finds where a chunk ends. */
    final String method;

    Relation(BranchingCondition condition, String method) {
        this.condition = condition;
        this.method = method;
    }

    static @Nullable Relation of(BranchingCondition condition) {
        for (Relation relation : values()) {
            if (relation.condition == condition) {
                return relation;
            }
        }
        return null;
    }

    boolean isUp() {
        return this == BELOW || this == AT_MOST;
    }

    boolean includesBound() {
        return this == AT_MOST || this == AT_LEAST;
    }

    /** What holds where this does not. */
    Relation negated() {
        return switch (this) {
            case BELOW -> AT_LEAST;
            case AT_MOST -> ABOVE;
            case ABOVE -> AT_MOST;
            case AT_LEAST -> BELOW;
        };
    }

    /** The same seen from the bound: {@code bound > counter} for {@code counter < bound}. */
    Relation mirrored() {
        return switch (this) {
            case BELOW -> ABOVE;
            case AT_MOST -> AT_LEAST;
            case ABOVE -> BELOW;
            case AT_LEAST -> AT_MOST;
        };
    }
}
