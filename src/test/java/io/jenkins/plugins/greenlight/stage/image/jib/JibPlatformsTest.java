package io.jenkins.plugins.greenlight.stage.image.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.oci.MediaTypes;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JibPlatformsTest {
    private static final String OTHER = Platform.here().architecture().equals("arm64") ? "linux/amd64" : "linux/arm64";
    @TempDir Path folder;
    private JibWorkspace workspace;

    @BeforeEach void aWorkspace() throws IOException {
        workspace = new JibWorkspace(folder);
    }

    @Test void buildsSeveralPlatformsIntoOneIndexInTheOrderOfTheirNames() throws Exception {
        var built = workspace.onNothing("linux/arm64", "linux/arm/v7", "linux/amd64");

        assertThat(built.archive().isIndex()).isTrue();
        assertThat(built.archive().file()).isEqualTo(workspace.archive());
        assertThat(built.archive().images()).extracting(image -> image.platform().toString())
                .containsExactly("linux/amd64", "linux/arm/v7", "linux/arm64");
        for (var image : built.archive().images()) {
            var config = Json.read(image.archive().text(image.config()), "config");
            assertThat(config.get("architecture").text()).isEqualTo(image.platform().architecture());
            assertThat(config.find("variant").map(node -> node.text()).orElse("")).isEqualTo(image.platform().variant());
            assertThat(image.layers()).extracting(layer -> built.contents().get(layer.digest()))
                    .containsExactly("shared libraries (0) and an empty /tmp", "app/data, app/run");
        }
        assertThat(built.base()).isEmpty();
        assertThat(JibWorkspace.names(workspace.scratch())).isEmpty();
    }

    @Test void buildsOnePlatformAsAPlainManifestThatNamesIt() throws Exception {
        var built = workspace.onNothing(OTHER);

        assertThat(built.archive().isIndex()).isFalse();
        assertThat(built.archive().mediaType()).isEqualTo(MediaTypes.MANIFEST);
        assertThat(built.archive().images()).extracting(OciImage::platform).containsExactly(Platform.of(OTHER));
        assertThat(workspace.onNothing("linux/arm/v7").archive().images()).extracting(OciImage::platform)
                .containsExactly(Platform.of("linux/arm/v7"));
        assertThat(workspace.onNothing().archive().images()).extracting(OciImage::platform).containsExactly(Platform.here());
    }

    @Test void isOfTheTimeThatTheSourceIsOfWhereSomebodySays() throws Exception {
        workspace.sourceDate = Optional.of(Instant.parse("2026-01-02T03:04:05Z"));

        for (var image : workspace.onNothing("linux/amd64", "linux/arm64").archive().images()) {
            assertThat(Json.read(image.archive().text(image.config()), "config").get("created").text()).isEqualTo("2026-01-02T03:04:05Z");
        }
    }

    @Test void refusesAJavaRuntimeOfThisMachineForAnother() {
        workspace.javaModules = List.of("java.base");

        assertThatThrownBy(() -> workspace.onNothing(Platform.here().toString(), OTHER)).isInstanceOf(StageException.class)
                .hasMessageContaining("image.platforms names " + OTHER).hasMessageContaining("which is " + Platform.here())
                .hasMessageContaining("Expected an image.base with a Java in it");
        assertThat(workspace.archive()).doesNotExist();
        assertThat(workspace.scratch()).doesNotExist();
    }

    @Test void refusesAPlatformThatIsNamedTwice() throws Exception {
        assertThatThrownBy(() -> workspace.onNothing("linux/arm64", "linux/arm64")).isInstanceOf(StageException.class)
                .hasMessageContaining("both for linux/arm64");
        assertThat(JibWorkspace.names(workspace.scratch())).isEmpty();
    }

    @Test void keepsTheOldArchiveWhenABuildFails() throws Exception {
        workspace.onNothing("linux/amd64", "linux/arm64");
        byte[] old = Files.readAllBytes(workspace.archive());
        Files.delete(workspace.file("build/run"));

        assertThatThrownBy(() -> workspace.onNothing("linux/amd64", "linux/arm64")).isInstanceOf(StageException.class)
                .hasMessageContaining("image.files names build/run");
        assertThat(workspace.archive()).hasBinaryContent(old);
        assertThat(JibWorkspace.names(workspace.scratch())).isEmpty();
    }

    @Test void isTheSameIndexInARealRegistry() throws Exception {
        try (var real = PrivateRegistry.plain()) {
            var built = workspace.onNothing("linux/amd64", "linux/arm64");
            var registry = new Registry(JibWorkspace.plain(real.host()), workspace.ports());
            var name = ImageName.parse(real.host() + "/team/shop");

            var pushed = registry.push(built.archive(), name, List.of("1"));
            var pulled = registry.pull(name, pushed.digest(), folder.resolve("pulled.tar"));

            assertThat(registry.digest(name, "1")).contains(built.archive().digest());
            assertThat(pulled.mediaType()).isEqualTo(MediaTypes.INDEX);
            assertThat(registry.manifest(name, pushed.digest())).isEqualTo(built.archive().text(built.archive().digest().value()));
            assertThat(pulled.manifests()).isEqualTo(built.archive().manifests()).hasSize(2);
            assertThat(pulled.images()).extracting(image -> image.platform().toString()).containsExactly("linux/amd64", "linux/arm64");
        }
    }
}
