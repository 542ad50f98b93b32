package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PushResponseItem;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseLoginsTest {
    @TempDir Path folder;

    @Test void looksUpABaseImageThatNotEverybodyMayHave() throws Exception {
        var work = new EngineWork(Files.createDirectories(folder.resolve("w")), PrivateDocker.ready().host());
        try (var registry = PrivateRegistry.withPassword()) {
            var base = registry.host() + "/team/base:1";
            pushed(work, base, registry);
            var before = work.all();
            work.dockerfile("FROM " + base, "COPY sh /own");

            assertThatThrownBy(() -> work.build()).isInstanceOf(StageException.class).hasMessageContaining("Dockerfile:1: FROM " + base + ": ");
            work.logins = () -> Map.of(registry.host(), new BaseLogins.Login(PrivateRegistry.USER, PrivateRegistry.PASSWORD));
            var built = work.build();

            assertThat(built.base().orElseThrow().name()).isEqualTo(base);
            assertThat(built.base().orElseThrow().layersOf(built.archive().images().get(0))).isEqualTo(1);
            assertThat(String.join("\n", work.log.lines)).doesNotContain(PrivateRegistry.PASSWORD)
                    .contains("1: Pulling from team/base", "Status: Downloaded newer image for " + base).doesNotContain("Extracting");
            assertThat(work.all()).as("the pulled base image stays").hasSize(before.size() + 1);
            work.remove(base);
            assertThat(work.all()).isEqualTo(before);
        }
    }

    @Test void sendsNoPasswordToAnEngineFarAwayWithoutTls() throws Exception {
        var work = new EngineWork(Files.createDirectories(folder.resolve("w")), "tcp://127.0.0.1.example.org:2375");
        work.dockerfile("FROM scratch", "COPY a /");
        work.logins = () -> Map.of("registry.example.org", new BaseLogins.Login("me", "my-password"));

        assertThatThrownBy(work::build).isInstanceOf(StageException.class).hasMessageContaining("tcp://127.0.0.1.example.org:2375 would be sent the"
                + " logins for registry.example.org without TLS").hasMessageContaining("image.docker.tls").hasMessageNotContaining("my-password");
    }

    private void pushed(EngineWork work, String name, PrivateRegistry registry) throws Exception {
        work.dockerfile("FROM scratch", "COPY busybox /bin/sh");
        work.load(work.build().archive().images().get(0), name);
        try (var engine = work.engine()) {
            var login = new AuthConfig().withUsername(PrivateRegistry.USER).withPassword(PrivateRegistry.PASSWORD).withRegistryAddress(registry.host());
            engine.actPatiently("push", client -> {
                try {
                    return client.pushImageCmd(name).withAuthConfig(login).exec(new ResultCallback.Adapter<PushResponseItem>()).awaitCompletion();
                } catch (InterruptedException e) {
                    throw new java.io.InterruptedIOException();
                }
            });
        }
        work.remove(name);
    }
}
