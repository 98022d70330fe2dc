package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.testing.VirtualHost;
import org.junit.jupiter.api.Test;

/** How long the fibers of a turn run, and how often the clock is read for that. */
final class SliceTest {
    private static final long MICRO = 1000;

    private final DearClock host = new DearClock();
    private final Slice slice = new Slice(host);

    @Test
    void fastCheckpoints_readTheClockRarely_andTheSliceKeepsItsLength() {
        slice.begin();
        long readsBefore = host.reads;

        int checkpoints = checkpointsUntilUsedUp(MICRO);

        assertThat(checkpoints).isBetween(5000, 5000 + 32);
        assertThat(host.reads - readsBefore).isLessThan(5000 / 32 + 10);
    }

    @Test
    void slowCheckpoints_areNoticedAtEach() {
        slice.begin();

        assertThat(checkpointsUntilUsedUp(1000 * MICRO)).isEqualTo(5);
    }

    @Test
    void bodyThatIsSlowInTheNextTurn_isNoticedAtOnce() {
        slice.begin();
        checkpointsUntilUsedUp(MICRO);
        slice.begin();
        int first = checkpointsUntilUsedUp(1000 * MICRO);
        slice.begin();
        int second = checkpointsUntilUsedUp(1000 * MICRO);

        assertThat(first).isEqualTo(5);
        assertThat(second).isEqualTo(5);
    }

    @Test
    void slowBodyAfterAFastOneInTheSameTurn_isNoticedAtOnce() {
        slice.begin();
        for (int i = 0; i < 1000; i++) {
            host.nanos += MICRO;
            slice.isUsedUp();
        }
        slice.switched();

        assertThat(checkpointsUntilUsedUp(1000 * MICRO)).isEqualTo(4);
    }

    @Test
    void looksInBetween_doNotMakeTheOthersRarer() {
        slice.begin();
        int checkpoints = 0;
        do {
            host.nanos += 1000 * MICRO;
            slice.look();
            checkpoints++;
        } while (!slice.isUsedUp());

        assertThat(checkpoints).isEqualTo(5);
    }

    @Test
    void cheapClock_isReadAtEachCheckpoint() {
        host.cheap = true;
        Slice exact = new Slice(host);
        exact.begin();
        for (int i = 0; i < 100; i++) {
            exact.isUsedUp();
        }

        host.nanos += 5000 * MICRO;

        assertThat(exact.isUsedUp()).isTrue();
    }

    @Test
    void usedUp_staysSoUntilTheNextTurn() {
        slice.begin();
        host.nanos += 5000 * MICRO;
        slice.look();

        assertThat(slice.isUsedUp()).isTrue();
        assertThat(slice.isUsedUp()).isTrue();
        slice.begin();
        assertThat(slice.isUsedUp()).isFalse();
    }

    @Test
    void waitingEvents_endTheSlice() {
        slice.begin();
        host.eventsWait = true;

        assertThat(checkpointsUntilUsedUp(MICRO)).isLessThanOrEqualTo(32);
    }

    @Test
    void cutShort_leavesLittleOfTheSlice_andNotMoreThanThereWas() {
        slice.begin();
        slice.cutShort();
        int short1 = checkpointsUntilUsedUp(MICRO);
        slice.begin();
        host.nanos += 4900 * MICRO;
        slice.look();
        slice.cutShort();
        int short2 = checkpointsUntilUsedUp(MICRO);

        assertThat(short1).isBetween(250, 250 + 32);
        assertThat(short2).isBetween(100, 100 + 32);
    }

    @Test
    void clockThatStandsStill_endsTheSliceByCounting() {
        slice.begin();

        assertThat(checkpointsUntilUsedUp(0)).isBetween(100_000, 100_000 + 64);
    }

    private int checkpointsUntilUsedUp(long nanosEach) {
        int passed = 0;
        do {
            host.nanos += nanosEach;
            passed++;
        } while (!slice.isUsedUp());
        return passed;
    }

    /** A host whose clock counts how often it is read, moved by the test. */
    private static final class DearClock implements Host {
        private final VirtualHost other = new VirtualHost();
        private boolean cheap;
        private boolean eventsWait;
        private long nanos;
        private long reads;

        @Override
        public long nanoTime() {
            reads++;
            return nanos;
        }

        @Override
        public boolean isClockCheap() {
            return cheap;
        }

        @Override
        public boolean hasWaitingEvents() {
            return eventsWait;
        }

        @Override
        public void requestTurn(Turn turn) {
            other.requestTurn(turn);
        }

        @Override
        public void armTimer(long delayNanos, Turn turn) {
            other.armTimer(delayNanos, turn);
        }

        @Override
        public void disarmTimer() {
            other.disarmTimer();
        }

        @Override
        public Coroutine newCoroutine(Coroutine.Body body, Turn ready) {
            return other.newCoroutine(body, ready);
        }
    }
}
