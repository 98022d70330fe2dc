package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.programs.Seeds;
import dev.taskholder.testing.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random commands to tasks on a virtual host and to a {@link TaskModel} of each: after each command the states, and when all turns have
 * been run the answers, holds, sends, outputs and outcomes are the same. A failure tells its seed. {@code ModelIT} does this in a browser.
 */
final class ModelTest {
    private static final int RUNS = 2000;
    private static final int BURSTS = 12;
    private static final int MOST_COMMANDS = 5;
    private static final int TASKS = 3;
    private static final List<String> HOLDS = List.of(TaskHandle.DEFAULT_HOLD, "other", "all");
    private static final List<TaskModel.Body> BODIES = List.of(TaskModel.Body.values());
    private static final long FOR_EVER_MILLIS = 1_000_000;

    private record Question(String command, TaskModel.Asked expected, RecordingAnswer given) {}

    /** A task and its model. */
    private static final class Subject implements TaskListener<Integer> {
        private final TaskModel.Body body;
        private final int capacity;
        private final TaskModel model;
        private final TaskHandle<Integer> task;
        private final List<Question> questions = new ArrayList<>();
        private final List<RecordingSend> sends = new ArrayList<>();
        private final List<@Nullable Object> outputs = new ArrayList<>();
        private final List<String> commands = new ArrayList<>();
        private int ends;

        Subject(TaskHolder holder, Random random) {
            body = BODIES.get(random.nextInt(BODIES.size()));
            capacity = random.nextInt(4);
            boolean paused = random.nextBoolean();
            model = new TaskModel(body, paused);
            TaskOptions options = new TaskOptions(capacity, 1000, paused, Priority.USER_VISIBLE, null);
            task = holder.spawn("subject", (input, context) -> run(context), Data.of(null), options, this);
            commands.add("spawn " + body + (paused ? " paused" : "") + " with an inbox of " + capacity);
        }

        private Integer run(TaskContext context) {
            if (body == TaskModel.Body.ECHO) {
                int received = 0;
                while (context.inbox().receiveOrClosed() instanceof Receipt.Received<Object> message) {
                    context.emit(message.value());
                    received++;
                }
                return received;
            }
            try {
                context.sleep(FOR_EVER_MILLIS);
            } finally {
                if (body == TaskModel.Body.CLEANER) {
                    context.uninterruptible(FOR_EVER_MILLIS, () -> context.sleep(FOR_EVER_MILLIS));
                }
            }
            return 0;
        }

        void command(Random random) {
            String hold = HOLDS.get(random.nextInt(HOLDS.size()));
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> ask("pause " + hold, model.pause(hold), given -> task.pause(hold, given));
                case 3, 4, 5 -> ask("resume " + hold, model.resume(hold), given -> task.resume(hold, given));
                case 6, 7 -> send();
                case 8 -> {
                    commands.add("closeInput");
                    model.closeInput();
                    task.closeInput();
                }
                default -> {
                    if (random.nextBoolean()) {
                        cancel();
                    }
                }
            }
            assertThat(task.state()).as("state after %s", commands).isEqualTo(model.state());
        }

        private void ask(String command, TaskModel.Asked expected, Consumer<RecordingAnswer> give) {
            RecordingAnswer given = new RecordingAnswer();
            commands.add(command);
            questions.add(new Question(command, expected, given));
            give.accept(given);
        }

        private void send() {
            RecordingSend send = new RecordingSend();
            commands.add("send");
            send.isTaken = task.send(sends.size(), send);
            sends.add(send);
            assertThat(send.isTaken).as("send taken after %s", commands).isEqualTo(model.takes());
        }

        void cancel() {
            commands.add("cancel");
            assertThat(task.cancel("the model")).as("cancel after %s", commands).isEqualTo(model.cancel());
        }

        /** All turns have been run. */
        void check() {
            model.turn();
            commands.add("turns");
            assertThat(task.state()).as("state after %s", commands).isEqualTo(model.state());
            assertThat(task.heldBy()).as("holds after %s", commands).isEqualTo(model.heldBy());
            assertThat(ends)
                    .as("ends after %s", commands)
                    .isEqualTo(model.state().isEnded() ? 1 : 0);
            for (Question question : questions) {
                assertThat(question.given().isGiven() ? question.given().answer() : null)
                        .as("answer to %s of %s", question.command(), commands)
                        .isEqualTo(question.expected().answer);
            }
            checkSends();
        }

        private void checkSends() {
            List<String> fates = sends.stream().map(RecordingSend::fate).toList();
            int accepted = (int) fates.stream().filter("accepted"::equals).count();
            int waiting = (int) fates.stream().filter("waiting"::equals).count();
            assertThat(fates.subList(0, accepted))
                    .as("the first sends, after %s", commands)
                    .containsOnly(accepted == 0 ? new String[0] : new String[] {"accepted"});
            assertThat(outputs)
                    .as("outputs after %s", commands)
                    .isEqualTo(IntStream.range(0, outputs.size()).boxed().toList());
            // One may be in the task's hands.
            int room = outputs.size() + capacity + (body == TaskModel.Body.ECHO ? 1 : 0);
            assertThat(accepted).as("accepted after %s", commands).isBetween(outputs.size(), room);
            boolean isReading = body == TaskModel.Body.ECHO && model.state() == TaskState.RUNNING;
            if (model.state().isEnded() || isReading) {
                assertThat(waiting).as("sends that wait after %s", commands).isZero();
            } else if (waiting > 0) {
                assertThat(accepted)
                        .as("accepted before one waits, after %s", commands)
                        .isGreaterThanOrEqualTo(capacity);
            }
            if (model.state() == TaskState.SUCCEEDED) {
                assertThat(outputs).as("outputs of all after %s", commands).hasSize(accepted);
            }
        }

        @Override
        public void output(@Nullable Object output) {
            outputs.add(output);
        }

        @Override
        public void ended(Outcome<Integer> outcome) {
            ends++;
        }
    }

    @Test
    void tasks_underRandomCommands_areWhatTheModelSays() {
        Seeds.each(RUNS, ModelTest::play);
    }

    private static void play(long seed) {
        Random random = new Random(seed);
        try (VirtualHost host = new VirtualHost()) {
            TaskHolder holder = new TaskHolder(host);
            List<Subject> subjects = new ArrayList<>();
            for (int burst = 0; burst < BURSTS; burst++) {
                if (subjects.isEmpty() || (subjects.size() < TASKS && random.nextBoolean())) {
                    subjects.add(new Subject(holder, random));
                }
                for (int i = random.nextInt(MOST_COMMANDS) + 1; i > 0; i--) {
                    subjects.get(random.nextInt(subjects.size())).command(random);
                }
                host.runReady();
                subjects.forEach(Subject::check);
            }
            subjects.forEach(Subject::cancel);
            host.advance(2 * FOR_EVER_MILLIS);
            assertThat(holder.tasks()).as("tasks left").isEmpty();
        }
    }
}
