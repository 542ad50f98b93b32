package shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class FrontTest {

    @Test
    void turnsACrashIntoA500ThatNamesTheReleaseAndTellsNothingElse() throws Exception {
        var front = new Front("r7", (method, target, body) -> {
            throw new IllegalStateException("secret detail");
        });
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", front);
        server.start();
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")).build();

            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue(Front.RELEASE_HEADER)).hasValue("r7");
            assertThat(answer.body()).startsWith("{\"error\":").doesNotContain("secret detail");
        } finally {
            server.stop(0);
        }
    }
}
