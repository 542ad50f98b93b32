package io.jenkins.plugins.greenlight.deploy.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Router;
import io.jenkins.plugins.greenlight.deploy.RouterContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class HaproxyRouterTest implements RouterContract {
    private HaproxyFixture haproxy;

    @BeforeEach void start(@TempDir Path folder) throws IOException, InterruptedException {
        haproxy = new HaproxyFixture(folder);
    }

    @AfterEach void end() throws IOException {
        if (haproxy != null) {
            haproxy.close();
        }
    }

    @Override public Router router() {
        return haproxy.router();
    }

    @Override public void users(int count) throws IOException {
        try (var user = haproxy.user()) {
            for (int i = 0; i < count; i++) {
                assertThat(user.get("/").status()).isEqualTo(200);
            }
        }
    }
}
