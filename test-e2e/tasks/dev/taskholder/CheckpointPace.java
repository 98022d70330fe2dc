package dev.taskholder;

/** Lets tests have compiled checkpoints much closer together than a program has them. */
public final class CheckpointPace {
    private CheckpointPace() {}

    /** At most {@code units} between two checkpoints: 1 is one in each iteration. */
    public static void atMost(int units) {
        CompiledCheckpoint.most = units;
        CompiledCheckpoint.left = Math.min(CompiledCheckpoint.left, units);
    }

    /** As many as the program has. */
    public static void asLearned() {
        CompiledCheckpoint.most = 0;
    }
}
