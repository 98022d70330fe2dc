package dev.taskholder.programs;

import java.util.List;

/** One thing that a fiber of a random program does. Channels, tasks and places are known by their numbers. */
sealed interface Op {
    /** As a limit: waits as long as it takes. As the time of a select: there is no timer among its cases. */
    long FOREVER = -1;

    /** Does it, whoever runs the program. */
    <R> R by(Performer<R> performer);

    /** One method for each operation, so that no interpreter forgets one. */
    interface Performer<R> {
        R send(Send op);

        R trySend(TrySend op);

        R receive(Receive op);

        R tryReceive(TryReceive op);

        R select(Select op);

        R close(Close op);

        R discard(Discard op);

        R sleep(Sleep op);

        R fork(Fork op);

        R within(Within op);

        R join(Join op);

        R command(Command op);

        R fail(Fail op);
    }

    /** Sends an element of its own, waiting for {@code limitMillis} at most. */
    record Send(int channel, long limitMillis) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.send(this);
        }
    }

    record TrySend(int channel) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.trySend(this);
        }
    }

    record Receive(int channel, long limitMillis) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.receive(this);
        }
    }

    record TryReceive(int channel) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.tryReceive(this);
        }
    }

    /** Receives from the first channel that has something, or sees that {@code afterMillis} have passed; the timer is the last case. */
    record Select(List<Integer> channels, long afterMillis) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.select(this);
        }
    }

    record Close(int channel) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.close(this);
        }
    }

    /** Cancels a channel. */
    record Discard(int channel) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.discard(this);
        }
    }

    record Sleep(long millis) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.sleep(this);
        }
    }

    /** Forks the task numbered {@code child}, in the innermost place around. */
    record Fork(int child, List<Op> body) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.fork(this);
        }

        @Override
        public String toString() {
            return "Fork[" + child + "]"; // what the child does is told when it does it
        }
    }

    /** Runs {@code body} inside a scope; {@code limitMillis} counts for those kinds that have one. */
    record Within(int place, Kind kind, long limitMillis, boolean passesFailuresOn, List<Op> body) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.within(this);
        }

        @Override
        public String toString() {
            return kind + "[" + place + (limitMillis == FOREVER ? "" : ", " + limitMillis + " ms") + "]";
        }
    }

    /** Joins a child forked in the same place; does nothing if it was not. */
    record Join(int child) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.join(this);
        }
    }

    /** Commands a task, itself perhaps; does nothing if there is none of that number yet. */
    record Command(Order order, int task) implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.command(this);
        }
    }

    /** Throws. */
    record Fail() implements Op {
        @Override
        public <R> R by(Performer<R> performer) {
            return performer.fail(this);
        }
    }

    enum Kind {
        SCOPE,
        SUPERVISE,
        LIMIT,
        SHIELD
    }

    enum Order {
        PAUSE,
        RESUME,
        CANCEL
    }
}
