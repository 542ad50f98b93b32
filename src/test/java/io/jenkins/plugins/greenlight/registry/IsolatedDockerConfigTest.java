package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.local.LocalDaemons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedDockerConfigTest {
    private static final ImageName NAME = ImageName.parse("registry.example.com/team/shop");
    @TempDir Path folder;
    private RegistryScene scene;
    private Path below;

    @BeforeEach void stand() {
        scene = new RegistryScene(folder);
        below = folder.resolve("below");
    }

    private IsolatedDockerConfig create(ImageName name) throws Exception {
        return IsolatedDockerConfig.create(scene.access(), name, below, scene.ports());
    }

    @Test void holdsOneRegistrysCredentialsForThisUserAloneAndIsGoneWhenItIsClosed() throws Exception {
        scene.account("registry.example.com", "pusher", "pw-1");
        scene.account("other.example.com", "other", "pw-1");

        try (var config = create(NAME)) {
            var file = config.folder().resolve("config.json");
            assertThat(file).hasContent("{\"auths\":{\"registry.example.com\":{\"auth\":\""
                    + Base64.getEncoder().encodeToString("pusher:pw-1".getBytes()) + "\"}}}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config.folder()))).isEqualTo("rwx------");
            assertThat(config.environment()).isEqualTo(Map.of("DOCKER_CONFIG", config.folder().toString()));
            Files.writeString(Files.createDirectories(config.folder().resolve("buildx/activity")).resolve("x"),
                    "what a program put there");
        }

        assertThat(below).isEmptyDirectory();
    }

    @Test void holdsNothingForNobody() throws Exception {
        try (var config = create(NAME)) {
            assertThat(config.folder().resolve("config.json")).hasContent("{\"auths\":{}}");
        }
    }

    @Test void holdsDockerHubUnderBothItsNamesAndATokenAsAToken() throws Exception {
        scene.dockerConfig = Optional.of(Files.writeString(folder.resolve("config.json"),
                "{\"auths\":{\"https://index.docker.io/v1/\":{\"identitytoken\":\"t-1\"}}}"));
        var token = "{\"auth\":\"PHRva2VuPjo=\",\"identitytoken\":\"t-1\"}";

        try (var config = create(ImageName.parse("alpine"))) {
            assertThat(Files.readString(config.folder().resolve("config.json"))).satisfiesAnyOf(
                    text -> assertThat(text).isEqualTo("{\"auths\":{\"https://index.docker.io/v1/\":" + token
                    + ",\"registry-1.docker.io\":" + token + "}}"),
                    text -> assertThat(text.replace("\"identitytoken\":\"t-1\",\"auth\":\"PHRva2VuPjo=\"", token.substring(1,
                    token.length() - 1)))
                            .isEqualTo("{\"auths\":{\"https://index.docker.io/v1/\":" + token + ",\"registry-1.docker.io\":"
                            + token + "}}"));
        }
    }

    @Test void leavesNothingWhereThereAreNoCredentialsToBeHad() {
        scene.account("registry.example.com", "pusher", "pw-1");
        scene.variables.clear();

        assertThatThrownBy(() -> create(NAME)).isInstanceOf(IOException.class).hasMessageStartingWith("${REGISTRY_PASSWORD}"
                + " names an environment variable");
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test void removesWhatAKilledRunLeftAndNothingElse() throws Exception {
        var self = new LocalDaemons().self();
        var dead = Files.createDirectories(below.resolve("docker-config-" + self.pid() + "-" + (self.startMillis() + 60_000) + "-"
                + UUID.randomUUID()));
        Files.writeString(dead.resolve("config.json"), "{}");
        var living = Files.createDirectories(below.resolve("docker-config-" + self.pid() + "-" + self.startMillis() + "-"
                + UUID.randomUUID()));
        var other = Files.createDirectories(below.resolve("docker-config-of-somebody"));

        try (var config = create(NAME)) {
            assertThat(dead).doesNotExist();
            assertThat(below.toFile().list()).containsExactlyInAnyOrder(living.getFileName().toString(),
                    other.getFileName().toString(),
                    config.folder().getFileName().toString());
        }
    }
}
