package dev.taskholder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A blocking call that has to wait, what lets it complete, and whether it took or gave something. */
abstract class BlockedCall {
    /** A call to be made in a test of its own. */
    record Named(String name, Function<Rig, BlockedCall> in) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Blocks. */
    interface Blocking {
        void in(TaskContext context);
    }

    /** Waits. */
    abstract void make(TaskContext context);

    /** Makes it possible; called from outside any task. */
    abstract void allow();

    /** Whether completing it takes or gives something, so that {@link #hasMoved} can tell. */
    boolean isMoving() {
        return true;
    }

    /** Whether something was taken or given, once it was possible. */
    abstract boolean hasMoved();

    /** All kinds. */
    static Stream<Named> all() {
        Map<String, Function<Rig, BlockedCall>> locks = new LinkedHashMap<>();
        locks.put("mutex lock", rig -> new Locking(rig, Mutex::lock));
        locks.put("timed tryLock", rig -> new Locking(rig, mutex -> mutex.tryLock(100)));
        return Stream.concat(completedByAllow(), named(locks));
    }

    /** Those that {@link #allow} completes on the spot; the others take a turn of another task. */
    static Stream<Named> completedByAllow() {
        Map<String, Function<Rig, BlockedCall>> calls = new LinkedHashMap<>();
        calls.put("receive", rig -> new Receiving(rig, Channel::receive));
        calls.put("receiveOrClosed", rig -> new Receiving(rig, Channel::receiveOrClosed));
        calls.put("timed tryReceive", rig -> new Receiving(rig, channel -> channel.tryReceive(100)));
        calls.put("select", BlockedCall::selecting);
        calls.put("send", rig -> new Sending(rig, channel -> channel.send("element")));
        calls.put("timed trySend", rig -> new Sending(rig, channel -> channel.trySend("element", 100)));
        calls.put("emit", Emitting::new);
        calls.put("semaphore acquire", rig -> new Acquiring(rig, Semaphore::acquire));
        calls.put("timed tryAcquire", rig -> new Acquiring(rig, semaphore -> semaphore.tryAcquire(100)));
        calls.put("event await", rig -> ofEvent(rig, Event::await));
        calls.put("event tryAwait", rig -> ofEvent(rig, event -> event.tryAwait(100)));
        calls.put("condition await", rig -> ofCondition(rig, Condition::await));
        calls.put("condition tryAwait", rig -> ofCondition(rig, (condition, holds) -> condition.tryAwait(holds, 100)));
        calls.put("await", rig -> ofDeferred());
        calls.put("awaitOutcome", BlockedCall::ofOutcome);
        return named(calls);
    }

    private static Stream<Named> named(Map<String, Function<Rig, BlockedCall>> calls) {
        return calls.entrySet().stream().map(call -> new Named(call.getKey(), call.getValue()));
    }

    /** What a call does with the thing it waits for. */
    private interface Use<T> {
        void of(T thing);
    }

    private interface Waiting {
        void until(Condition condition, Condition.Predicate holds);
    }

    private static BlockedCall selecting(Rig rig) {
        Channel<Object> silent = rig.channel(0);
        return new Receiving(rig, channel -> {
            Fiber fiber = rig.scheduler.requireCurrent("select");
            fiber.checkpoint();
            SelectWait.select(
                    fiber,
                    List.<Case<Object>>of(
                            Case.receive(silent, element -> element), Case.receive(channel, element -> element)));
        });
    }

    private static BlockedCall ofEvent(Rig rig, Use<Event> use) {
        Event event = new Event(rig.scheduler);
        return happening(context -> use.of(event), event::set);
    }

    private static BlockedCall ofCondition(Rig rig, Waiting waiting) {
        Condition condition = new Condition(rig.scheduler);
        boolean[] holds = new boolean[1];
        return happening(context -> waiting.until(condition, () -> holds[0]), () -> {
            holds[0] = true;
            condition.signal();
        });
    }

    private static BlockedCall ofDeferred() {
        Deferred<String> deferred = new Deferred<>(() -> {});
        return happening(context -> context.await(deferred), () -> deferred.complete("value"));
    }

    private static BlockedCall ofOutcome(Rig rig) {
        RunOfTest<Object> other = rig.spawned(TaskOptions.DEFAULTS.withPaused(), context -> null);
        return happening(context -> other.task.awaitOutcome(), () -> other.task.cancel(null));
    }

    private static BlockedCall happening(Blocking call, Runnable allow) {
        return new BlockedCall() {
            @Override
            void make(TaskContext context) {
                call.in(context);
            }

            @Override
            void allow() {
                allow.run();
            }

            @Override
            boolean isMoving() {
                return false;
            }

            @Override
            boolean hasMoved() {
                return false;
            }
        };
    }

    private static final class Receiving extends BlockedCall {
        private final Use<Channel<Object>> use;
        private final Channel<Object> channel;

        Receiving(Rig rig, Use<Channel<Object>> use) {
            this.use = use;
            channel = rig.channel(1);
        }

        @Override
        void make(TaskContext context) {
            use.of(channel);
        }

        @Override
        void allow() {
            channel.trySend("element");
        }

        @Override
        boolean hasMoved() {
            return channel.size() == 0;
        }
    }

    private static final class Sending extends BlockedCall {
        private final Use<Channel<Object>> use;
        private final Channel<Object> channel;

        Sending(Rig rig, Use<Channel<Object>> use) {
            this.use = use;
            channel = rig.channel(1);
            channel.trySend("first");
        }

        @Override
        void make(TaskContext context) {
            use.of(channel);
        }

        @Override
        void allow() {
            channel.tryReceive();
        }

        @Override
        boolean hasMoved() {
            return channel.size() == 1;
        }
    }

    /** Waits for the credit that another fiber of the task has used up. */
    private static final class Emitting extends BlockedCall {
        private final RecordingListener listener = new RecordingListener();
        private final Output output = new Output(0, listener);
        private final Scheduler scheduler;

        Emitting(Rig rig) {
            scheduler = rig.scheduler;
        }

        @Override
        void make(TaskContext context) {
            output.emit(scheduler.requireCurrent("emit"), "output");
        }

        @Override
        void allow() {
            output.credit(1);
        }

        @Override
        boolean hasMoved() {
            return listener.outputs == 1;
        }
    }

    private static final class RecordingListener implements TaskListener<Object> {
        private int outputs;

        @Override
        public void output(@Nullable Object output) {
            outputs++;
        }
    }

    private static final class Acquiring extends BlockedCall {
        private final Use<Semaphore> use;
        private final Semaphore semaphore;

        Acquiring(Rig rig, Use<Semaphore> use) {
            this.use = use;
            semaphore = new Semaphore(0, rig.scheduler);
        }

        @Override
        void make(TaskContext context) {
            use.of(semaphore);
        }

        @Override
        void allow() {
            semaphore.release();
        }

        @Override
        boolean hasMoved() {
            return semaphore.available() == 0;
        }
    }

    private static final class Locking extends BlockedCall {
        private final Use<Mutex> use;
        private final Mutex mutex;
        private final RunOfTest<Object> owner;

        Locking(Rig rig, Use<Mutex> use) {
            this.use = use;
            mutex = new Mutex(rig.scheduler);
            owner = rig.running(context -> mutex.withLock(() -> context.inbox().receive()));
        }

        @Override
        void make(TaskContext context) {
            use.of(mutex);
        }

        @Override
        void allow() {
            owner.send("end");
        }

        @Override
        boolean hasMoved() {
            return mutex.isLocked();
        }
    }
}
