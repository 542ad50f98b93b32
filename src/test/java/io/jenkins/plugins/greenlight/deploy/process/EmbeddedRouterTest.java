package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Router;
import io.jenkins.plugins.greenlight.deploy.RouterContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRouterTest implements RouterContract {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private RawBackend release;
    private RouterFixture fixture;

    @BeforeEach void start(@TempDir Path folder) throws IOException {
        release = new RawBackend((in, out) -> {
            while (true) {
                RawBackend.request(in);
                RawBackend.write(out, ANSWER);
            }
        });
        fixture = new RouterFixture(folder.resolve("route.json"), release.port(), release.port());
    }

    @AfterEach void end() throws IOException {
        fixture.close();
        release.close();
    }

    @Override public Router router() {
        return fixture.client;
    }

    @Override public void users(int count) throws Exception {
        var slot = fixture.client.route().live().orElseThrow();
        long before = fixture.client.counters(slot).answers();
        try (var user = fixture.user()) {
            for (int i = 0; i < count; i++) {
                assertThat(user.get("/").status()).isEqualTo(200);
            }
        }
        RouterFixture.await(() -> fixture.client.counters(slot).answers() == before + count);
    }
}
