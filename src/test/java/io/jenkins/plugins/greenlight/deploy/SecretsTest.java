package io.jenkins.plugins.greenlight.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir private Path folder;

    @BeforeEach void write() throws IOException {
        Files.createDirectories(folder.resolve("db-password"));
        Files.writeString(folder.resolve("db-password/7"), "old");
        Files.writeString(folder.resolve("db-password/8"), "new");
    }

    private Map<String, Path> find(String reference) throws IOException {
        return Secrets.files(new DeploySite("process", Map.of(), new RouterSite(1, 2), Optional.empty(), "", "", folder.toString()),
                new ReleaseConfig(Map.of(), Map.of(), Map.of("DB_PASSWORD", reference)));
    }

    @Test void findsJustTheVersionThatIsNamed() throws IOException {
        assertThat(find("db-password@7")).isEqualTo(Map.of("DB_PASSWORD", folder.resolve("db-password/7")));
    }

    @Test void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> find("db-password@9")).isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("db-password/9").toString());
    }

    @Test void refusesAWayOutOfTheFolder() {
        assertThatThrownBy(() -> find("db-password@../db-password/7")).isInstanceOf(IOException.class)
                .hasMessageContaining("Expected SECRET@VERSION");
    }

    @Test void isAnotherConfigurationInAnotherVersion() {
        var seven = new ReleaseConfig(Map.of(), Map.of(), Map.of("DB_PASSWORD", "db-password@7"));
        var eight = new ReleaseConfig(Map.of(), Map.of(), Map.of("DB_PASSWORD", "db-password@8"));

        assertThat(seven.hash()).isNotEqualTo(eight.hash());
    }
}
