package dev.taskholder.e2e;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP server down to the socket, which knows how many bytes were taken from it and when a client has gone. A thread for each
 * connection; each answers one request, by the path of its URL:
 *
 * <ul>
 *   <li>{@code /echo}: what was sent, as JSON {@code { method, header, body }}, the body in hexadecimal digits
 *   <li>{@code /silent/NAME}: nothing, ever
 *   <li>{@code /stalled/NAME}: 1000 bytes of more, and then nothing
 *   <li>{@code /endless/NAME}: bytes without end, as fast as they are taken
 *   <li>{@code /seen/NAME}: how a request with that NAME stands, as JSON {@code { requests, sent, closedAt }}, in bytes and milliseconds
 *       since 1970; closedAt is 0 while it is open
 * </ul>
 */
final class RawServer implements AutoCloseable {
    /** Asks {@code args[0]}, the server, how the requests of a name stand. */
    static final String SEEN = """
            const seen = async (name) => (await fetch(args[0] + "seen/" + name)).json();
            const seenUntil = async (name, condition) => {
              for (;;) {
                const now = await seen(name);
                if (condition(now)) return now;
              }
            };
            // That nothing happens is seen over twenty frames.
            const sentWhenItStands = async (name) => {
              for (let before; ; ) {
                const { sent } = await seen(name);
                if (sent === before) return sent;
                before = sent;
                for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
              }
            };
            """;

    private static final Pattern REQUEST_LINE = Pattern.compile("(\\S+) /(\\w+)/?(\\S*) HTTP/1\\.1");
    private static final String CORS = """
            Access-Control-Allow-Origin: *\r
            Access-Control-Allow-Headers: *\r
            Access-Control-Allow-Methods: *\r
            Connection: close\r
            """;
    private static final byte[] BLOCK = new byte[16_384];

    private final ServerSocket listening;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    RawServer() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::acceptAll);
    }

    /** Its address, with a slash at the end. */
    String url() {
        return "http://localhost:" + listening.getLocalPort() + "/";
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "RawServer");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = readHead(in);
            Matcher line = REQUEST_LINE.matcher(head);
            if (line.lookingAt()) {
                answer(line.group(1), line.group(2), line.group(3), head, in, socket.getOutputStream());
            }
        } catch (IOException gone) {
            // The client is.
        } finally {
            open.remove(socket);
        }
    }

    private void answer(String method, String path, String name, String head, InputStream in, OutputStream out)
            throws IOException {
        Seen record = seen.computeIfAbsent(name, key -> new Seen());
        if (method.equals("OPTIONS")) {
            out.write(("HTTP/1.1 204 No Content\r\n" + CORS + "\r\n").getBytes(StandardCharsets.US_ASCII));
        } else if (path.equals("echo")) {
            String header = headerOf(head, "X-Test", "");
            byte[] body = in.readNBytes(Integer.parseInt(headerOf(head, "Content-Length", "0")));
            sendJson(
                    out,
                    "{\"method\":\"" + method + "\",\"header\":\"" + header + "\",\"body\":\""
                            + HexFormat.of().formatHex(body) + "\"}");
        } else if (path.equals("seen")) {
            sendJson(out, record.toJson());
        } else {
            record.requests.incrementAndGet();
            try {
                hold(path, record, in, out);
            } finally {
                record.closedAt = System.currentTimeMillis();
            }
        }
    }

    /** Does what the path says until the client has gone. */
    private static void hold(String path, Seen record, InputStream in, OutputStream out) throws IOException {
        if (!path.equals("silent")) {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000000000000\r\n"
                            + CORS + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        if (path.equals("stalled")) {
            out.write(BLOCK, 0, 1000);
            record.sent.set(1000);
        }
        while (path.equals("endless")) {
            out.write(BLOCK);
            record.sent.addAndGet(BLOCK.length);
        }
        while (in.read() >= 0) {
            // A client that waits sends nothing: this blocks until it has gone.
        }
    }

    private static void sendJson(OutputStream out, String json) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n"
                        + CORS + "\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break; // a connection that the browser opened ahead and did not need
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String headerOf(String head, String name, String missing) {
        Matcher matcher = Pattern.compile("(?im)^" + name + ": ([^\r]*)").matcher(head);
        return matcher.find() ? matcher.group(1) : missing;
    }

    /** What was seen of the requests of one name; written by the connection's own thread. */
    private static final class Seen {
        final AtomicInteger requests = new AtomicInteger();
        final AtomicLong sent = new AtomicLong();
        volatile long closedAt;

        String toJson() {
            return "{\"requests\":" + requests + ",\"sent\":" + sent + ",\"closedAt\":" + closedAt + "}";
        }
    }
}
