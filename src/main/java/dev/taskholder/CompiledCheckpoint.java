package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * What the checkpoints that the compiler adds to loops call: {@code dev.taskholder.compiler} knows this class by name. Compiled code
 * counts {@link #left} down, about one unit for each instruction of an iteration, and calls {@link #pass} when it is used up. Never
 * called on a JVM, whose class files nobody has added checkpoints to.
 *
 * <p>How many units there are between two calls is learned: as many as take {@link #AIM_NANOS}. A loop that is slower than the one
 * before is noticed at its first pass; so the units are few enough that even an iteration a hundred times as slow as the compiler
 * guessed ends within tens of milliseconds.
 *
 * <p>No field has an initial value: with one the class would have an initialiser, and compiled code would call it at each checkpoint.
 */
final class CompiledCheckpoint {
    private static final int MAX_UNITS = 1 << 18;
    /** The most units between two passes if positive: for tests that want many passes. */
    static int most;

    /** Long beside what a pass costs, short beside the time in which a command should be obeyed. */
    private static final int AIM_NANOS = 200_000;

    /** Units until the next pass. */
    static int left;

    private static int units;
    /** When these units began to be used, or a little earlier. */
    private static long since;

    private static @Nullable Scheduler running;

    @SuppressWarnings("unused") // written so that a frame is not taken apart into local variables again
    private static @Nullable Object kept;

    private CompiledCheckpoint() {}

    /** {@code scheduler} begins a turn, or has ended it: null. */
    static void turnOf(@Nullable Scheduler scheduler) {
        running = scheduler;
    }

    /** Another fiber runs now. */
    static void runs(long now) {
        left = units;
        since = now;
    }

    /** A checkpoint like any other. Returns the units until the next pass. Outside a task there is nothing to stop for. */
    static int pass() {
        Fiber fiber = look();
        if (fiber != null) {
            fiber.checkpoint();
        }
        return left;
    }

    /** The same; {@code frame} holds what the loop needs afterwards. */
    static int pass(Object frame) {
        kept = frame;
        int units = pass();
        kept = null;
        return units;
    }

    /** The same where nothing can suspend: throws as {@link #pass} would, but leaves pausing and giving way to the next one that can. */
    static int passUnparked() {
        Fiber fiber = look();
        if (fiber != null) {
            fiber.throwIfInterrupted();
        }
        return left;
    }

    /** A checkpoint where nothing can suspend; whether {@link #pass} would, so that its caller must first get to where it can. */
    static boolean passOrMustSuspend() {
        Fiber fiber = look();
        if (fiber == null) {
            return false;
        }
        fiber.throwIfInterrupted();
        return fiber.wouldSuspend();
    }

    /** What remains to be done when {@link #passOrMustSuspend} has said so. Returns the units until the next pass. */
    static int suspend() {
        Fiber fiber = current();
        if (fiber != null) {
            fiber.checkpoint();
        }
        return left;
    }

    /**
     * A class is about to be made ready. Nobody else shall see it half made, nor a cancel leave it so: until {@link #initialised} is told,
     * the checkpoints of the fiber returned do nothing, null outside a task. What the initialiser waits for by itself is not touched.
     */
    static @Nullable Fiber initialising() {
        Fiber fiber = current();
        if (fiber != null) {
            fiber.initialisers++;
        }
        return fiber;
    }

    /** It is ready, or its initialiser has thrown. {@code fiber} is what {@link #initialising} has returned. */
    static void initialised(@Nullable Fiber fiber) {
        if (fiber != null) {
            fiber.initialisers--;
        }
    }

    private static @Nullable Fiber current() {
        Scheduler scheduler = running;
        return scheduler == null ? null : scheduler.current();
    }

    /** Reads the clock, learns from it, and finds the fiber to stop, if any. */
    private static @Nullable Fiber look() {
        Scheduler scheduler = running;
        if (scheduler == null) {
            left = MAX_UNITS;
            return null;
        }
        long now = scheduler.look();
        learn(now - since);
        since = now;
        left = units; // before anything is thrown: the loops of a finally go on from here
        Fiber fiber = scheduler.current();
        return fiber != null && fiber.mayBeStopped() ? fiber : null;
    }

    /** At most twice as many, at once as few as it takes. */
    private static void learn(long nanos) {
        long limit = most > 0 ? most : MAX_UNITS;
        long fit = nanos <= 0 ? limit : (long) units * AIM_NANOS / nanos;
        units = (int) Math.max(1, Math.min(Math.min(fit, limit), 2L * units));
    }
}
