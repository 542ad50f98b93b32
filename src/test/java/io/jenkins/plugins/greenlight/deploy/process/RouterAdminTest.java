package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.parse.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterAdminTest {
    private static final String TOLD = RouterAdmin.HEADER + ": 1\r\n";

    @TempDir Path folder;
    private Path file;
    private RouterServer server;

    @BeforeEach void start() throws IOException {
        file = Files.createDirectory(folder.resolve("state")).resolve("route.json");
        server = RouterServer.start(new RouterServer.Settings("test", 0, 0, Map.of(Slot.BLUE, 1), file));
    }

    @AfterEach void stop() {
        server.close();
    }

    private RawClient.Answer ask(String line, String headers, String body) throws IOException {
        return RawClient.once(server.adminPort(), line + " HTTP/1.1\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private RawClient.Answer put(String path, String body) throws IOException {
        return ask("PUT " + path, "Host: 127.0.0.1:" + server.adminPort() + "\r\n" + TOLD, body);
    }

    private RawClient.Answer get(String path) throws IOException {
        return ask("GET " + path, "Host: localhost\r\n", "");
    }

    private static String error(RawClient.Answer answer) {
        return Json.read(answer.text(), "answer").get("error").text();
    }

    @Test void tellsWhatItKnows() throws Exception {
        assertThat(get("/route").text()).isEqualTo("{\"live\":null,\"epoch\":0}\n");
        assertThat(put("/route", "{\"slot\":\"blue\",\"epoch\":2}").text()).isEqualTo("{\"live\":\"blue\",\"epoch\":2}\n");
        assertThat(put("/fence", "{\"epoch\":3}").text()).isEqualTo("{\"live\":\"blue\",\"epoch\":3}\n");
        assertThat(get("/health").text()).isEqualTo("{\"status\":\"up\",\"name\":\"test\",\"slots\":{\"blue\":1}}\n");
        assertThat(Json.read(get("/counters").text(), "counters").get("blue").fields().keySet())
                .containsExactlyInAnyOrder("answers", "serverErrors", "connectErrors", "resets", "open");
        assertThat(get("/health").header("Connection")).contains("close");
    }

    @Test void refusesAnOlderEpochAndSaysWhy() throws Exception {
        put("/fence", "{\"epoch\":7}");

        var send = put("/route", "{\"slot\":\"blue\",\"epoch\":6}");
        var fence = put("/fence", "{\"epoch\":6}");

        assertThat(send.status()).isEqualTo(409);
        assertThat(error(send)).contains("Epoch 6 is older than 7").contains("Nothing was changed");
        assertThat(fence.status()).isEqualTo(409);
        assertThat(put("/route", "{\"slot\":\"blue\",\"epoch\":7}").status()).isEqualTo(200);
    }

    @Test void answers500AndChangesNothingWhenTheDiskRefuses() throws Exception {
        Files.delete(file.getParent());

        var answer = put("/route", "{\"slot\":\"blue\",\"epoch\":1}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(error(answer)).contains("could not be written").contains("NoSuchFile").contains("Nothing was changed");
        assertThat(get("/route").text()).contains("null");
        assertThat(put("/fence", "{\"epoch\":1}").status()).isEqualTo(500);
        assertThat(get("/route").text()).contains("\"epoch\":0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "blue", "[]", "{\"slot\":\"blue\"}", "{\"epoch\":1}", "{\"slot\":\"red\",\"epoch\":1}",
            "{\"slot\":\"green\",\"epoch\":1}", "{\"slot\":\"blue\",\"epoch\":-1}", "{\"slot\":\"blue\",\"epoch\":\"1\"}",
            "{\"slot\":\"blue\",\"epoch\":1}{}", "{\"slot\":null,\"epoch\":1}", "{\"slot\":\"blue\",\"epoch\":99999999999999999999}"})
    void refusesAWishItDoesNotUnderstand(String body) throws Exception {
        var answer = put("/route", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(error(answer)).contains("Expected").contains("Nothing was changed");
        assertThat(file).doesNotExist();
    }

    @Test void readsFourKibibytesAndNotOneByteMore() throws Exception {
        String wish = "{\"slot\":\"blue\",\"epoch\":1}";

        assertThat(put("/route", wish + " ".repeat(4_097 - wish.length())).status()).isEqualTo(413);
        assertThat(file).doesNotExist();
        assertThat(put("/route", wish + " ".repeat(4_096 - wish.length())).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /route, 405", "POST, /fence, 405", "PUT, /counters, 405", "OPTIONS, /route, 405", "GET, /fence, 405",
            "GET, /, 404", "GET, /route/, 404", "PUT, /routes, 404"})
    void saysWhatItOffers(String method, String path, int status) throws Exception {
        var answer = ask(method + " " + path, "Host: 127.0.0.1\r\n" + TOLD, "");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(error(answer)).contains(method + " " + path).contains("PUT /route");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1"})
    void refusesANameThatIsNotThisHosts(String host) throws Exception {
        var answer = ask("PUT /fence", "Host: " + host + "\r\n" + TOLD, "{\"epoch\":1}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(ask("GET /route", "Host: " + host + "\r\n", "").status()).isEqualTo(403);
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host:\r\n"})
    void refusesARequestThatNamesNoHost(String header) throws Exception {
        assertThat(ask("PUT /fence", header + TOLD, "{\"epoch\":1}").status()).isBetween(400, 403);
        assertThat(file).doesNotExist();
    }

    @Test void refusesAChangeThatAWebPageCouldHaveSent() throws Exception {
        var without = ask("PUT /fence", "Host: 127.0.0.1\r\n", "{\"epoch\":1}");
        var other = ask("PUT /fence", "Host: [::1]:80\r\n" + RouterAdmin.HEADER + ": yes\r\n", "{\"epoch\":1}");

        assertThat(without.status()).isEqualTo(403);
        assertThat(error(without)).contains(RouterAdmin.HEADER);
        assertThat(other.status()).isEqualTo(403);
        assertThat(file).doesNotExist();
    }
}
