package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other tests rely on. */
class PrivateRegistryTest {
    @TempDir Path folder;

    private static int status(String uri, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(uri));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    @Test void letsEverybodyIntoAPlainOneUntilItIsClosed() throws Exception {
        Path left;
        try (var registry = PrivateRegistry.plain()) {
            left = registry.storage();

            assertThat(status("http://" + registry.host() + "/v2/", "")).isEqualTo(200);

            registry.stop();
            registry.start();
            assertThat(status("http://" + registry.host() + "/v2/", "")).isEqualTo(200);
        }

        assertThat(left.getParent()).doesNotExist();
    }

    @Test void asksForItsPassword() throws Exception {
        try (var registry = PrivateRegistry.withPassword()) {
            var right = "Basic " + Base64.getEncoder().encodeToString((PrivateRegistry.USER + ":" + PrivateRegistry.PASSWORD)
                    .getBytes(StandardCharsets.UTF_8));

            assertThat(status("http://" + registry.host() + "/v2/", "")).isEqualTo(401);
            assertThat(status("http://" + registry.host() + "/v2/", right)).isEqualTo(200);
        }
    }

    @Test void speaksTlsAndPlainHttpIsRefused() throws Exception {
        try (var registry = PrivateRegistry.withTls()) {
            assertThat(registry.caFile()).content().startsWith("-----BEGIN CERTIFICATE-----");
            assertThat(status("http://" + registry.host() + "/v2/", "")).isEqualTo(400);
        }
    }

    @Test void wantsTokensOfTheServerItTrusts() throws Exception {
        try (var tokens = new TokenServer(folder); var registry = PrivateRegistry.withTokens(tokens.realm(), tokens.caFile())) {
            assertThat(status("http://" + registry.host() + "/v2/", "")).isEqualTo(401);
            assertThat(status("http://" + registry.host() + "/v2/", "Bearer none")).isEqualTo(401);
        }
    }
}
