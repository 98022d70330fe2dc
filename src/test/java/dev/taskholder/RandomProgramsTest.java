package dev.taskholder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.programs.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The laws of single tasks, their inbox, outputs and pauses, under programs and commands drawn at random; a failure prints its seed.
 * {@code programs.RandomTreesTest} is about channels and children.
 */
final class RandomProgramsTest {
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final int PROGRAMS = 300;
    private static final int TASKS = 3;
    private static final int STEPS = 25;
    private static final int COMMANDS = 80;

    /** One task with what it did and what was asked of it. */
    private static final class Subject {
        final List<@Nullable Object> received = new ArrayList<>();
        final List<RecordingSend> sends = new ArrayList<>();
        final List<RecordingAnswer> answers = new ArrayList<>();
        int emitted;
        boolean isCancelled;
        final RunOfTest<Integer> run;

        Subject(Rig rig, Random random) {
            int inputCapacity = random.nextInt(4);
            int outputCapacity = random.nextInt(4);
            TaskOptions options = new TaskOptions(
                    inputCapacity, outputCapacity, random.nextInt(4) == 0, PRIORITIES.get(random.nextInt(3)), null);
            int[] operations = random.ints(STEPS, 0, 9).toArray();
            run = new RunOfTest<>("task", null, rig.scheduler, options, (self, context) -> {
                for (int operation : operations) {
                    perform(operation, rig, context);
                }
                return emitted;
            });
        }

        private void perform(int operation, Rig rig, TaskContext context) {
            switch (operation) {
                case 0, 1 -> emit(context);
                case 2 -> receive(context);
                case 3 -> context.sleep(3);
                case 4 -> limited(context, () -> receive(context));
                case 5 -> limited(context, () -> emit(context));
                case 6 -> context.uninterruptible(4, () -> context.sleep(6));
                case 7 -> rig.host.work(2);
                default -> context.checkpoint();
            }
        }

        private void emit(TaskContext context) {
            context.emit(emitted);
            emitted++;
        }

        private void receive(TaskContext context) {
            if (context.inbox().receiveOrClosed() instanceof Receipt.Received<Object> message) {
                received.add(message.value());
            }
        }

        private static void limited(TaskContext context, Action<RuntimeException> action) {
            try {
                context.withTimeout(5, action);
            } catch (TaskTimeoutException timeout) {
                context.checkpoint();
            }
        }

        void command(Random random) {
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> sends.add(run.send(sends.size()));
                case 3, 4 -> answers.add(run.pause("h" + random.nextInt(2)));
                case 5, 6, 7 -> answers.add(run.resume("h" + random.nextInt(2)));
                case 8 -> answers.add(run.resume());
                case 9, 10, 11 -> run.task.credit(1 + random.nextInt(2));
                case 12 -> run.task.setPriority(PRIORITIES.get(random.nextInt(3)));
                default -> isCancelled |= random.nextInt(20) == 0 && run.task.cancel("why");
            }
        }

        void letEnd() {
            List.of("h0", "h1", TaskHandle.DEFAULT_HOLD).forEach(hold -> answers.add(run.resume(hold)));
            run.task.credit(1000);
            run.task.closeInput();
        }
    }

    @Test
    void anyProgramUnderAnyCommands_keepsTheLaws() {
        Seeds.each(PROGRAMS, seed -> play(seed).forEach(RandomProgramsTest::assertLaws));
    }

    @Test
    void sameSeed_tellsTheSameStory() {
        Seeds.each(PROGRAMS, seed -> {
            List<List<String>> first = stories(seed);
            List<List<String>> second = stories(seed);

            assertThat(first).isEqualTo(second);
        });
    }

    private static List<List<String>> stories(long seed) {
        return play(seed).stream().map(subject -> subject.run.told.steps()).toList();
    }

    private static List<Subject> play(long seed) {
        Random random = new Random(seed);
        try (Rig rig = new Rig()) {
            List<Subject> subjects = IntStream.range(0, TASKS)
                    .mapToObj(i -> new Subject(rig, random))
                    .toList();
            for (int i = 0; i < COMMANDS; i++) {
                subjects.get(random.nextInt(TASKS)).command(random);
                if (random.nextInt(3) > 0) {
                    rig.host.advance(random.nextInt(4));
                }
            }
            subjects.forEach(Subject::letEnd);
            rig.host.advance(10_000);
            return subjects;
        }
    }

    private static void assertLaws(Subject subject) {
        assertThat(subject.run.outcomes).as("S1: one outcome").hasSize(1);
        assertThat(subject.answers).as("every command is answered").allMatch(RecordingAnswer::isGiven);
        assertEndIsRight(subject);
        assertOutputsAreRight(subject);
        assertMessagesAreRight(subject);
        assertNothingHappensWhilePaused(subject.run.told.steps());
    }

    private static void assertEndIsRight(Subject subject) {
        Outcome<Integer> expected =
                subject.isCancelled ? new Outcome.Cancelled<>("why") : new Outcome.Succeeded<>(subject.emitted);
        assertThat(subject.run.outcome()).as("S4: a cancel counts").isEqualTo(expected);
    }

    private static void assertOutputsAreRight(Subject subject) {
        assertThat(subject.run.outputs)
                .as("K2, C1: outputs are those whose emit returned, in order")
                .isEqualTo(IntStream.range(0, subject.emitted).boxed().toList());
    }

    private static void assertMessagesAreRight(Subject subject) {
        List<@Nullable Object> known = new ArrayList<>(subject.received);
        known.addAll(subject.run.undelivered);
        List<Integer> accepted = IntStream.range(0, subject.sends.size())
                .filter(i -> subject.sends.get(i).fate().equals("accepted"))
                .boxed()
                .toList();
        assertThat(subject.sends)
                .as("every send is settled")
                .noneMatch(send -> send.fate().equals("waiting"));
        assertThat(known)
                .as("C1, C2: what was accepted was received or reported, once and in the order sent")
                .isEqualTo(accepted);
    }

    private static void assertNothingHappensWhilePaused(List<String> told) {
        for (int i = 1; i < told.size(); i++) {
            if (told.get(i - 1).equals("PAUSED")) {
                assertThat(told.get(i))
                        .as("P2: what follows PAUSED")
                        .matches("RUNNING|CANCELLING|undelivered .*|ended Cancelled.*");
            }
        }
    }
}
