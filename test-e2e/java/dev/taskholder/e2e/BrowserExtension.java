package dev.taskholder.e2e;

import dev.taskholder.server.DemoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Opens the browser of a run, hands it to the methods, saves what it shows when one fails, and closes it at the end. */
final class BrowserExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);
    private static final Path REPOSITORY_ROOT = Path.of("");
    /** The module with the tasks of {@code test-e2e/tasks}; hidden with the rest of {@code target} on the site itself. */
    private static final Path TEST_MODULE = Path.of("target", "wasm");

    @Override
    public void beforeAll(ExtensionContext context) {
        browser(context);
    }

    /** What the console got before is not this test's, nor what the demo had running. */
    @Override
    public void beforeEach(ExtensionContext context) {
        browser(context).forgetTasks();
        browser(context).readConsole();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Browser.class || type == Client.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Browser browser = browser(context);
        return parameter.getParameter().getType() == Client.class ? new Client(browser) : browser;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        FailureReport.save(context, browser(context), failure);
        throw failure;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        FailureReport.save(context, browser(context), failure);
        throw failure;
    }

    /** The store closes what it holds when the run has ended, or the class that has a browser of its own. */
    private static Browser browser(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        InBrowser asked = type.getAnnotation(InBrowser.class);
        if (asked != null && asked.ofItsOwn()) { // asked for the class first: there it is kept
            return context.getStore(NAMESPACE).computeIfAbsent(type, key -> open(), Browser.class);
        }
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Browser.class, key -> open(), Browser.class);
    }

    private static Browser open() {
        try {
            DemoServer server = DemoServer.start(REPOSITORY_ROOT, 0, Map.of("/e2e", TEST_MODULE));
            try {
                return new Browser(BrowserKind.chosen(), server);
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
