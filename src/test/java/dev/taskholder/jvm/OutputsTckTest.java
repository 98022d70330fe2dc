package dev.taskholder.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskholder.Data;
import dev.taskholder.TaskOptions;
import dev.taskholder.demo.NumberStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.ITestResult;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeClass;

/**
 * The rules of Reactive Streams, checked by its own test kit on the outputs of real tasks: {@code stream} for a publisher of a given
 * length, and a task that throws at once for one that fails. Skipped are the rules for several subscribers, since a task has one, and those
 * that the kit calls untested; {@code JvmTaskOutputsTest} has tests of its own for what matters of them.
 */
public class OutputsTckTest extends FlowPublisherVerification<Object> {
    /** Generous, because other tests may have the machine. */
    private static final long TIMEOUT_MILLIS = 1000;
    /** How long nothing must come where nothing may. */
    private static final long SILENCE_MILLIS = 100;

    private @Nullable JvmHolder holder;

    /** Called by TestNG. */
    public OutputsTckTest() {
        super(new TestEnvironment(TIMEOUT_MILLIS, SILENCE_MILLIS));
    }

    /** What a task may be ahead of the demand. */
    int outputCapacity() {
        return TaskOptions.DEFAULTS.outputCapacity();
    }

    /** Not in the constructor, which TestNG's engine calls more than once. */
    @BeforeClass
    public void openHolder() {
        holder = JvmHolder.open();
    }

    private JvmHolder holder() {
        return Objects.requireNonNull(holder);
    }

    @Override
    public long maxElementsFromPublisher() {
        return Integer.MAX_VALUE; // the count of stream is an int
    }

    @Override
    public Flow.Publisher<Object> createFlowPublisher(long elements) {
        return holder().spawn(
                        "stream",
                        new NumberStream(),
                        Data.of(Map.of("count", elements)),
                        TaskOptions.DEFAULTS.withOutputCapacity(outputCapacity()))
                .outputs();
    }

    @Override
    public Flow.Publisher<Object> createFailedFlowPublisher() {
        return holder().spawn(
                        "thrower",
                        (input, context) -> {
                            throw new IllegalStateException("fails at once");
                        },
                        "input")
                .outputs();
    }

    /** Says why a rule was skipped. The kit also skips rules it finds no way to check; a required one must not go by unseen. */
    @AfterMethod(alwaysRun = true)
    public void explainSkipped(ITestResult test) {
        String name = test.getMethod().getMethodName();
        if (test.getStatus() == ITestResult.SKIP) {
            System.out.println("skipped " + name + ": " + test.getThrowable().getMessage());
            assertThat(name).doesNotStartWith("required_");
        }
    }

    /** Ends the tasks that the kit left. */
    @AfterClass(alwaysRun = true)
    public void closeHolder() {
        holder().close();
    }
}
