package dev.taskholder;

import org.jspecify.annotations.Nullable;

/**
 * Takes calls off the stack for a checkpoint, and goes on with them. The compiler plugin gives methods with loops, and recursive ones, a
 * plain twin that never suspends, so that TeaVM leaves it as fast as it is; this is what the twin does instead.
 *
 * <pre>
 *   method ──► twin ──► twin ──► twin: a loop has used up its budget: leave
 *              save ◄── save ◄───┘     each returns at once, the innermost first
 *     │
 *     └─ run:  CompiledCheckpoint.pass(); then resume() of the innermost, of its caller, and so on
 * </pre>
 *
 * A recursive method, of which many calls may be on the stack, asks first whether it must stop ({@link #pass}) and goes on if not.
 *
 * Every call is saved at most once: those that are still saved when the task stops again stay as they are.
 */
@SuppressWarnings("StaticAssignmentOfThrowable") // what a saved call threw, on its way to the call that waits for it
final class SavedCalls {
    /**
     * How many calls may be saved. The stack of a browser holds less, so no recursion that worked fails for it; without a limit one
     * without end would fill the memory instead.
     */
    static final int MAX_SAVED = 1 << 17;

    /** Whether the twins must save what they have and return; what they return is of no meaning then. */
    static boolean unwinding;

    /** What the call that ended last has returned, by type. */
    static int intResult;

    static long longResult;
    static float floatResult;
    static double doubleResult;
    static @Nullable Object objectResult;

    /** What the call that ended last has thrown, null if it returned. */
    static @Nullable Throwable thrown;

    private static @Nullable SavedCall innermost;
    private static @Nullable SavedCall outermost;
    private static int saved;
    /** Whether nobody has looked yet if the task must stop. */
    private static boolean looks;

    /** The innermost call that waits to go on. */
    private @Nullable SavedCall next;

    private int depth;

    private SavedCalls() {}

    /** The slow path of a recursive twin's checkpoint: the new budget, or {@link #unwinding}; throws if the task is cancelled. Does not suspend. */
    static int pass() {
        unwinding = CompiledCheckpoint.passOrMustSuspend();
        return CompiledCheckpoint.left;
    }

    /** Called by the twins from the innermost outwards while {@link #unwinding}. */
    static void save(SavedCall frame, int site) {
        frame.site = site;
        if (outermost == null) {
            innermost = frame;
        } else {
            outermost.caller = frame;
        }
        outermost = frame;
        saved++;
    }

    /** The same at a checkpoint that asked nobody: {@link #run} finds out whether the task must stop. */
    static void leave(SavedCall frame, int site) {
        unwinding = true;
        looks = true;
        save(frame, site);
    }

    /**
     * Lets the task stop, and goes on with the calls saved until the outermost has ended. Its result is in the field of its type; what it
     * threw is thrown.
     */
    static void run() {
        SavedCalls calls = new SavedCalls();
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = calls.resume();
            } catch (Throwable failure) {
                thrown = failure;
            }
        }
        if (thrown != null) {
            throw SavedCalls.<RuntimeException>unchecked(thrown);
        }
    }

    /**
     * Goes on until the outermost has ended; what a call throws it throws. False, always. Apart from {@link #run}, and called rarely:
     * of calls in a {@code try}, and of all that it inlines there, Chromium tells wrong places once it has optimised them.
     */
    private boolean resume() {
        while (true) {
            if (unwinding) {
                next = taken(next);
                depth += saved;
                saved = 0;
                stop(depth);
            }
            SavedCall current = next;
            if (current == null) {
                return false;
            }
            next = current.caller;
            depth--;
            current.resume();
            thrown = null;
        }
    }

    /** The innermost of those just saved, which {@code caller} had called. */
    private static SavedCall taken(@Nullable SavedCall caller) {
        unwinding = false;
        SavedCall first = innermost;
        if (first == null || outermost == null) {
            throw new IllegalStateException("no call was saved");
        }
        outermost.caller = caller;
        innermost = null;
        outermost = null;
        objectResult = null; // of a call before, which has been read
        return first;
    }

    /** The checkpoint that the innermost call came to. Apart from the rest, because only this can suspend. */
    private static void stop(int depth) {
        Throwable failure = null;
        int left = 0;
        boolean looking = looks;
        looks = false;
        if (depth > MAX_SAVED) {
            failure = new StackOverflowError();
        } else {
            try {
                left = looking ? CompiledCheckpoint.pass() : CompiledCheckpoint.suspend();
            } catch (Throwable cancelled) {
                failure = cancelled;
            }
        }
        intResult = left;
        thrown = failure;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler's view alone: nothing is cast
    private static <E extends Throwable> E unchecked(Throwable throwable) throws E {
        throw (E) throwable;
    }
}
