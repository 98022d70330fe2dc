package dev.taskholder.server;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;

/**
 * Serves a folder on {@code http://localhost} so that its pages are cross-origin isolated and its Wasm can be compiled while it
 * loads. Only this computer can reach it; it reads files and writes none. It also answers for the demo's {@linkplain FeedRequest
 * feeds}.
 *
 * <p>From the command line, with the repository root as the current directory ({@code -Dport=8081} for another port, 0 for any
 * free one):
 *
 * <pre>{@code mvn -q compile exec:java}</pre>
 *
 * <p>In a test:
 *
 * <pre>{@code
 * try (DemoServer server = DemoServer.start(Path.of("."), 0)) {
 *     browser.get(server.url());
 * }
 * }</pre>
 */
public final class DemoServer implements AutoCloseable {
    private static final String HOST = "localhost";

    private final Server server;
    private final int port;

    private DemoServer(Server server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts to serve {@code root} and returns when requests are answered.
     *
     * @param root the folder that {@code /} stands for; an {@link IllegalArgumentException} if it is not one
     * @param port the TCP port to listen on, 0 for any free one
     * @throws BindException if the port is taken or not allowed; the message names it
     * @throws IOException if the server cannot start for another reason
     */
    public static DemoServer start(Path root, int port) throws IOException {
        return start(root, port, Map.of());
    }

    /**
     * {@link #start(Path, int)} with further folders, by the path that each is served under: {@code "/e2e"}. They need not exist.
     */
    public static DemoServer start(Path root, int port, Map<String, Path> folders) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("root: expected an existing folder, got " + root.toAbsolutePath());
        }
        Server server = new Server();
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost(HOST);
        connector.setPort(port);
        server.addConnector(connector);
        Handler.Sequence site = new Handler.Sequence(new FeedHandler());
        folders.forEach((path, folder) -> site.addHandler(new ContextHandler(new SiteFiles(folder), path)));
        site.addHandler(new SiteFiles(root));
        server.setHandler(new SiteRules(site));
        try {
            server.start();
        } catch (Exception cause) {
            stop(server);
            throw explain(cause, port);
        }
        return new DemoServer(server, connector.getLocalPort());
    }

    /** Serves the current directory until the process is ended. */
    public static void main(String[] args) throws InterruptedException {
        String port = System.getProperty("port", "8080");
        try {
            DemoServer demo = start(Path.of(""), parsePort(port));
            System.out.println("Taskholder's demo is on " + demo.url());
            demo.server.join();
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Returns the address of the folder, with a slash at its end: {@code http://localhost:8080/}. */
    public String url() {
        return "http://" + HOST + ":" + port + "/";
    }

    /** Stops listening and ends open connections. Idempotent. */
    @Override
    public void close() {
        stop(server);
    }

    static int parsePort(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // The same answer as for a number out of range.
        }
        throw new IllegalArgumentException("-Dport: expected a number from 0 to 65535, got \"" + text + "\"");
    }

    private static IOException explain(Exception cause, int port) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof BindException) {
                BindException explained = new BindException(
                        "Cannot listen on port " + port + " (" + t.getMessage() + "): choose another one with -Dport=");
                explained.initCause(cause);
                return explained;
            }
        }
        return new IOException("The demo server did not start: " + cause.getMessage(), cause);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The demo server did not stop", e);
        }
    }
}
