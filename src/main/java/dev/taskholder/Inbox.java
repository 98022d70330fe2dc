package dev.taskholder;

import org.jspecify.annotations.Nullable;

/** The queue of what is sent to a task, made when somebody first asks for it: most children are never sent anything. Cancelled once the task has ended. */
final class Inbox {
    private final TaskRun<?> run;
    private final int capacity;
    private @Nullable Channel<Object> channel;

    Inbox(TaskRun<?> run, int capacity) {
        this.run = run;
        this.capacity = capacity;
    }

    Channel<Object> channel() {
        if (channel == null) {
            channel = new Channel<>(capacity, Overflow.SUSPEND, run.scheduler, new ChannelListener<>() {
                @Override
                public void received() {
                    run.listener.received();
                }

                @Override
                public void undelivered(@Nullable Object message) {
                    run.listener.undelivered(message);
                }
            });
            if (run.isEnded()) {
                channel.cancel();
            }
        }
        return channel;
    }

    /** The task has ended: what is inside is discarded. */
    void cancel() {
        if (channel != null) {
            channel.cancel();
        }
    }
}
