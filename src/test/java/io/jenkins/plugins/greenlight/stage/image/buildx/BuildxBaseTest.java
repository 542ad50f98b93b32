package io.jenkins.plugins.greenlight.stage.image.buildx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.Credential;
import io.jenkins.plugins.greenlight.parse.PlainOrSecret;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are built on others, which the real BuildKit takes from a real registry. */
@Tag("slow")
class BuildxBaseTest {
    private static final String[] SHOP = {"FROM scratch", "COPY busybox /bin/busybox", "RUN [\"/bin/busybox\", \"touch\", \"/made\"]"};

    @TempDir private Path folder;
    private PrivateBuildkit buildkit;

    @BeforeEach void start() throws Exception {
        buildkit = PrivateBuildkit.ready();
    }

    @AfterEach void end() {
        if (buildkit != null) {
            buildkit.close();
        }
    }

    @Test void tellsTheBasesLayersFromTheImagesOwn() throws Exception {
        try (var registry = PrivateRegistry.withPassword()) {
            var name = ImageName.parse(registry.host() + "/team/base");
            push(scene(SHOP).platforms("linux/amd64", "linux/arm64"), registry, name);
            var scene = scene("FROM " + name + ":12 AS first", "RUN [\"/bin/busybox\", \"touch\", \"/x\"]", "FROM " + name + ":12",
                    "WORKDIR /app", "COPY --link --from=first /x /y", "COPY busybox /q").platforms("linux/amd64", "linux/arm64");
            scene.sourceDate = Optional.of(Instant.ofEpochSecond(1_700_000_000));

            assertThat(catchThrowableOfType(StageException.class, scene::build)).as("without credentials").hasMessageContaining(name + ":12").hasMessageContaining("401");
            scene.registries = access(scene, registry);
            scene.registry = Optional.of(name);
            var built = scene.build();

            var base = built.base().orElseThrow();
            assertThat(base.name()).isEqualTo(name + ":12");
            assertThat(built.archive().images()).hasSize(2).allSatisfy(image -> {
                assertThat(image.layers()).hasSize(5);
                assertThat(base.layersOf(image)).isEqualTo(2);
            });
            assertThat(scene.commands.toString() + scene.log).doesNotContain(PrivateRegistry.PASSWORD);
            assertThat(scene.scratch).isEmptyDirectory();
        }
    }

    private void push(BuildxScene scene, PrivateRegistry registry, ImageName name) throws Exception {
        var archive = scene.build().archive();
        var access = access(scene, registry);
        new Registry(access, scene.ports()).push(archive, name, List.of("12"));
    }

    private static RegistryAccess access(BuildxScene scene, PrivateRegistry registry) {
        scene.variables.put("REGISTRY_PASSWORD", PrivateRegistry.PASSWORD);
        var account = new RegistryAccess.Account(registry.host(), PlainOrSecret.of(PrivateRegistry.USER), Credential.parse("${REGISTRY_PASSWORD}").orElseThrow());
        return new RegistryAccess(List.of(account), Optional.empty(), Set.of(registry.host()), Optional.empty(), 3, Duration.ofSeconds(60));
    }

    @Test void repacksABaseThatIsPackedWithZstd() throws Exception {
        try (var registry = PrivateRegistry.plain()) {
            var base = registry.host() + "/team/base:12";
            var scene = scene(SHOP);
            var pushed = new ProcessBuilder(buildkit.buildx().toString(), "build", "--builder", PrivateBuildkit.BUILDER, "--provenance=false", "--output",
                    "type=image,name=" + base + ",push=true,compression=zstd,force-compression=true,oci-mediatypes=true", scene.workspace.toString())
                    .redirectErrorStream(true).redirectOutput(folder.resolve("push.log").toFile());
            pushed.environment().putAll(scene.variables);
            assertThat(pushed.start().waitFor()).as(() -> folder.resolve("push.log").toString()).isZero();

            var built = scene.dockerfile("FROM " + base, "COPY busybox /q").build();

            assertThat(built.archive().images().get(0).layers()).hasSize(3).allMatch(OciImage.Layer::packed);
            assertThat(built.base().orElseThrow().layersOf(built.archive().images().get(0))).isEqualTo(2);
        }
    }

    private BuildxScene scene(String... dockerfile) throws IOException {
        return new BuildxScene(Files.createTempDirectory(folder, "scene"), buildkit).dockerfile(dockerfile);
    }
}
