package dev.taskholder.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoServerTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path root;

    private DemoServer server;

    @BeforeEach
    void startServer() throws IOException {
        write("index.html", "<!doctype html><title>the demo</title>");
        write("worker.js", "export {};");
        write("web/page.css", "body {}");
        write("web/wasm/taskholder.wasm", "\0asm");
        write(".git/config", "secret");
        write("web/.env", "secret");
        write("target/classes/x.txt", "built");
        write("web/target/x.txt", "not the build's");
        server = DemoServer.start(root, 0);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'',                       text/html",
        "index.html,               text/html",
        "worker.js,                text/javascript",
        "web/page.css,             text/css",
        "web/wasm/taskholder.wasm, application/wasm",
        "web/target/x.txt,         text/plain",
    })
    void file_isSentWithItsType(String path, String type) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(sent -> assertThat(sent).startsWith(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "worker.js", "web/wasm/taskholder.wasm", "missing.js", ".git/config"})
    void everyAnswer_isolatesThePage(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.headers().map())
                .containsEntry("cross-origin-opener-policy", List.of("same-origin"))
                .containsEntry("cross-origin-embedder-policy", List.of("require-corp"))
                .containsEntry("cross-origin-resource-policy", List.of("same-origin"));
    }

    @Test
    void file_isReadAfreshForEveryRequest() throws Exception {
        HttpResponse<String> first = get("worker.js");
        write("worker.js", "export {}; // rebuilt");
        HttpResponse<String> second = get("worker.js");

        assertThat(first.headers().allValues("Cache-Control")).containsExactly("no-cache");
        assertThat(second.body()).isEqualTo("export {}; // rebuilt");
    }

    @Test
    void unchangedFile_isNotSentAgain() throws Exception {
        String etag = get("worker.js").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = send(request("worker.js").header("If-None-Match", etag));

        assertThat(again.statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.js", ".git/config", ".git/", "web/.env", "%2egit/config", "target/classes/x.txt"})
    void missingOrHidden_isNotFound(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void folderWithoutIndex_isNotListed() throws Exception {
        HttpResponse<String> response = get("web/");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("page.css");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TARGET/classes/x.txt",
                "/target/classes/x.txt",
                "target;a=b/classes/x.txt",
                "web/%2e%2e/target/classes/x.txt",
                "web%2f.env",
                "..%2f..%2fetc/passwd",
                "../../../../etc/passwd",
            })
    void disguisedPath_isRefused(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isBetween(400, 404);
        assertThat(response.body()).doesNotContain("secret", "built", "root:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void otherMethod_isRefused(String method) throws Exception {
        HttpResponse<String> response = send(request("index.html").method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void head_sendsNoBody() throws Exception {
        HttpResponse<String> response = send(request("worker.js").method("HEAD", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void takenPort_isNamed() throws Exception {
        int taken = URI.create(server.url()).getPort();

        assertThatThrownBy(() -> DemoServer.start(root, taken))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("Cannot listen on port " + taken)
                .hasMessageContaining("-Dport=");
    }

    @Test
    void missingRoot_isPrinted() {
        Path missing = root.resolve("missing");

        assertThatThrownBy(() -> DemoServer.start(missing, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("root: expected an existing folder, got " + missing);
    }

    @Test
    void close_freesThePort() throws Exception {
        int port = URI.create(server.url()).getPort();

        server.close();
        server.close();

        try (ServerSocket socket = new ServerSocket(port)) {
            assertThat(socket.getLocalPort()).isEqualTo(port);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "-1", "65536", "80 80"})
    void port_notANumberInRange_isPrinted(String text) {
        assertThatThrownBy(() -> DemoServer.parsePort(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dport: expected a number from 0 to 65535, got \"" + text + "\"");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
