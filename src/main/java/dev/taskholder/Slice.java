package dev.taskholder;

/**
 * How long the fibers of one turn may run. The clock is read rarely where that is dear: not before so many checkpoints have been passed,
 * twice as many each time as long as they come fast, at the very next one after they have come slowly. So the slice keeps its length,
 * give or take, for a body that takes a microsecond and for one that takes a millisecond. Each fiber starts anew.
 */
final class Slice {
    static final long NANOS = 5_000_000;
    /** What is left of a slice in which there is something to tell the page that it waits for. */
    private static final long SHORT_NANOS = 250_000;
    /** Ends a slice on a host whose clock stands still during a turn; far above what fits into one elsewhere. */
    private static final int CHECKPOINTS = 100_000;

    /** The most checkpoints without a look: what a body that suddenly becomes slow can overrun the slice by. */
    private static final int MAX_UNREAD = 32;
    /** Looks nearer to each other than this are more than the precision of a slice asks for. */
    private static final long NEAR_NANOS = 50_000;

    private static final long LATE_NANOS = 500_000;

    private final Host host;
    private final int maxUnread;
    private long end;
    private long lastLook;
    /** When the checkpoints without a look began. */
    private long unreadSince;

    private int checkpointsLeft;
    private int unread;
    private int unreadLeft;
    private boolean over;

    Slice(Host host) {
        this.host = host;
        this.maxUnread = host.isClockCheap() ? 1 : MAX_UNREAD;
    }

    /** A new turn begins to run fibers. */
    void begin() {
        lastLook = host.nanoTime();
        end = lastLook + NANOS;
        checkpointsLeft = CHECKPOINTS;
        over = false;
        switched();
    }

    /** Another fiber runs now: nobody knows how fast its checkpoints come. */
    void switched() {
        unread = 1;
        unreadLeft = 1;
        unreadSince = lastLook;
    }

    /** The page waits for what has just happened: lets this turn end soon, for it is told at its end. */
    void cutShort() {
        end = Math.min(end, lastLook + SHORT_NANOS);
    }

    /** When the clock was last read. */
    long lastLook() {
        return lastLook;
    }

    /** Asked at each checkpoint: whether the running fiber has to give way. Once true it stays so until the next turn. */
    boolean isUsedUp() {
        if (over || --unreadLeft > 0) {
            return over;
        }
        checkpointsLeft -= unread;
        look();
        long passed = lastLook - unreadSince;
        unreadSince = lastLook;
        if (passed > LATE_NANOS) {
            unread = 1;
        } else if (passed < NEAR_NANOS) {
            unread = Math.min(maxUnread, unread * 2);
        }
        unreadLeft = unread;
        return over;
    }

    /** Reads the clock now. */
    void look() {
        lastLook = host.nanoTime();
        over = lastLook >= end || checkpointsLeft < 0 || host.hasWaitingEvents();
    }
}
