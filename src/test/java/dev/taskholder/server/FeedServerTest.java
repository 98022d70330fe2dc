package dev.taskholder.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The feeds of the demo server, asked by a real client. */
final class FeedServerTest {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path root;

    private DemoServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = DemoServer.start(root, 0);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void feed_isReadToItsEnd_eachItemOnce() throws Exception {
        Set<String> ids = new HashSet<>();
        JsonElement next = JsonParser.parseString("0");
        int pages = 0;

        while (!next.isJsonNull()) {
            JsonObject page = page("feed/soups?size=10&page=" + next);
            page.getAsJsonArray("items").forEach(item -> ids.add(text(item, "id")));
            next = page.get("next");
            pages++;
        }

        assertThat(pages).isEqualTo(5);
        assertThat(ids).hasSize(47).contains("soups-0", "soups-46");
    }

    @Test
    void page_isTheSameEachTime() throws Exception {
        assertThat(page("feed/harbour?page=12345")).isEqualTo(page("feed/harbour?page=12345"));
    }

    @Test
    void items_ofAPage_haveTitleAndText() throws Exception {
        JsonArray items = page("feed/garden?page=1").getAsJsonArray("items");

        assertThat(items).hasSize(20).allSatisfy(item -> {
            assertThat(text(item, "title")).isNotBlank();
            assertThat(text(item, "text")).isNotBlank();
        });
    }

    @Test
    void pageBeyondTheEnd_isEmptyAndTheLast() throws Exception {
        JsonObject page = page("feed/soups?page=1000000&size=100");

        assertThat(page.getAsJsonArray("items")).isEmpty();
        assertThat(page.get("next").isJsonNull()).isTrue();
    }

    @Test
    void delay_isKept() throws Exception {
        long start = System.nanoTime();

        page("feed/soups?delay=120");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void waitingRequests_takeNoThreads() throws Exception {
        int more = 300; // than Jetty has threads, which are 200
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < more; i++) {
                waiting.add(begin("/feed/soups?delay=60000&key=many"));
            }

            assertThat(page("feed/soups").getAsJsonArray("items")).hasSize(20);
            assertThat(log("many").get("started").getAsInt()).isEqualTo(more);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void clientThatCloses_isNoticedWhileTheAnswerWaits() throws Exception {
        Socket socket = begin("/feed/harbour?delay=60000&key=gone");
        waitForLog("gone", "started", 1);

        long closedAt = System.currentTimeMillis();
        socket.close();
        JsonObject log = waitForLog("gone", "aborted", 1);

        JsonObject request = log.getAsJsonArray("requests").get(0).getAsJsonObject();
        assertThat(text(request, "outcome")).isEqualTo("aborted");
        assertThat(request.get("startedAt").getAsLong()).isLessThanOrEqualTo(closedAt);
        assertThat(request.get("endedAt").getAsLong()).isGreaterThanOrEqualTo(closedAt);
        System.out.println("the server noticed a closed connection after "
                + (request.get("endedAt").getAsLong() - closedAt) + " ms");
    }

    @Test
    void log_keepsKeysApart_andSaysWhatBecameOfEach() throws Exception {
        page("feed/garden?page=3&key=a");
        get("feed/garden?key=a&fail=500");
        page("feed/soups?key=b");

        JsonObject log = log("a");

        assertThat(log.get("started").getAsInt()).isEqualTo(2);
        assertThat(log.get("finished").getAsInt()).isEqualTo(1);
        assertThat(log.get("failed").getAsInt()).isEqualTo(1);
        assertThat(log.get("aborted").getAsInt()).isZero();
        assertThat(StreamSupport.stream(log.getAsJsonArray("requests").spliterator(), false)
                        .map(it ->
                                text(it, "feed") + " " + it.getAsJsonObject().get("page") + " " + text(it, "outcome")))
                .containsExactly("garden 3 finished", "garden 0 failed");
        assertThat(log("nobody").get("started").getAsInt()).isZero();
    }

    @Test
    void failure500_isAStatus() throws Exception {
        assertThat(get("feed/soups?fail=500").statusCode()).isEqualTo(500);
        assertThat(get("feed/soups?fail=500&delay=30").statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void failureCut_breaksTheConnectionInTheMiddleOfTheBody(int delay) {
        assertThatThrownBy(() -> get("feed/soups?fail=cut&delay=" + delay)).isInstanceOf(IOException.class);
    }

    @Test
    void failureJson_isWholeButNoJson() throws Exception {
        HttpResponse<String> response = get("feed/soups?fail=json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> JsonParser.parseString(response.body())).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void failure_goesAwayAfterSoManyTimes_forEachPageAndKey() throws Exception {
        String request = "feed/soups?fail=500&times=2";

        assertThat(List.of(
                        get(request + "&page=0&key=a").statusCode(),
                        get(request + "&page=0&key=a").statusCode(),
                        get(request + "&page=1&key=a").statusCode(),
                        get(request + "&page=0&key=b").statusCode(),
                        get(request + "&page=0&key=a").statusCode(),
                        get(request + "&page=0&key=a").statusCode()))
                .containsExactly(500, 500, 500, 500, 200, 500);
    }

    @ParameterizedTest
    @CsvSource({
        "page=-1,    page",
        "page=x,     page",
        "size=0,     size",
        "size=101,   size",
        "delay=60001,delay",
        "times=-1,   times",
        "fail=maybe, fail",
    })
    void badParameter_isNamed(String query, String name) throws Exception {
        HttpResponse<String> response = get("feed/soups?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(name + ": expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed/", "feed/nothing", "feed/soups/", "feed", "feed-log/"})
    void whatIsNoFeed_isNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void answers_areIsolatedAndNotKept() throws Exception {
        HttpResponse<String> response = get("feed/soups");

        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy"))
                .hasValue("same-origin");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    private JsonObject page(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private JsonObject log(String key) throws Exception {
        return page("feed-log?key=" + key);
    }

    private JsonObject waitForLog(String key, String count, int expected) throws Exception {
        long start = System.nanoTime();
        JsonObject log = log(key);
        while (log.get(count).getAsInt() != expected) {
            assertThat(System.nanoTime() - start)
                    .as("time without %s = %d in %s", count, expected, log)
                    .isLessThan(PATIENCE_NANOS);
            log = log(key);
        }
        return log;
    }

    /** Sends a request and waits until the status line of the answer is there. */
    private Socket begin(String pathAndQuery) throws IOException {
        URI url = URI.create(server.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("GET " + pathAndQuery + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
        return socket;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    private static String text(JsonElement object, String name) {
        return object.getAsJsonObject().get(name).getAsString();
    }
}
