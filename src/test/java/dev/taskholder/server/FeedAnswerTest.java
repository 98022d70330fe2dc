package dev.taskholder.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log says of an answer at its last write: when the client has it, it may ask for the log at once. */
final class FeedAnswerTest {
    private static final int PATIENCE_SECONDS = 20;

    private final FeedLog log = new FeedLog();

    @ParameterizedTest
    @CsvSource({"'',finished", "500,failed", "json,failed"})
    void log_hasTheOutcome_beforeTheClientHasTheAnswer(String fail, String outcome) throws Exception {
        CompletableFuture<String> atLastWrite = new CompletableFuture<>();

        serveOne("fail=" + fail, (last, write) -> {
            if (last) {
                atLastWrite.complete(log.toJson(""));
            }
            write.run();
        });

        assertThat(atLastWrite.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains("\"outcome\":\"" + outcome + "\"");
        assertThat(log.toJson("")).contains("\"" + outcome + "\":1");
    }

    @Test
    void lastWriteThatFails_isAnAbortedRequest_andNoOther() throws Exception {
        serveOne("", (last, write) -> {
            throw new EofException("closed by the client");
        });

        assertThat(log.toJson(""))
                .contains("\"started\":1,\"finished\":0,\"failed\":0,\"aborted\":1", "\"outcome\":\"aborted\"");
    }

    /** What happens at a write. */
    @FunctionalInterface
    private interface Writing {
        /** Calls {@code write}, or throws what it is to fail with. */
        void at(boolean last, Runnable write) throws EofException;
    }

    /** Answers one request, and returns when that has ended, for the server too. */
    private void serveOne(String query, Writing writing) throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                FeedAnswer.begin(
                        Objects.requireNonNull(FeedRequest.of(request)),
                        watched(request, response, writing),
                        Callback.from(callback, () -> ended.complete(null)),
                        log);
                return true;
            }
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/feed/soups?" + query);
            HttpClient client = HttpClient.newHttpClient();
            CompletableFuture<?> answer =
                    client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding());
            ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            answer.handle((response, failure) -> true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            server.stop();
        }
    }

    private static Response watched(Request request, Response response, Writing writing) {
        return new Response.Wrapper(request, response) {
            @Override
            public void write(boolean last, ByteBuffer bytes, Callback callback) {
                try {
                    writing.at(last, () -> super.write(last, bytes, callback));
                } catch (EofException e) {
                    callback.failed(e);
                }
            }
        };
    }
}
