package io.jenkins.plugins.greenlight.stage.image.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.local.AtOnce;
import io.jenkins.plugins.greenlight.oci.IndexArchive;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Base images from a real registry. */
class JibBaseTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static PrivateRegistry real;

    @TempDir Path folder;
    private JibWorkspace workspace;
    private Registry registry;
    private ImageName name;
    private OciArchive base;

    @BeforeAll static void registryRuns() throws Exception {
        real = PrivateRegistry.plain();
    }

    @AfterAll static void registryIsGone() {
        if (real != null) {
            real.close();
        }
    }

    @BeforeEach void baseIsPushed() throws Exception {
        workspace = new JibWorkspace(folder.resolve("workspace")).access(JibWorkspace.plain(real.host()));
        workspace.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        registry = new Registry(workspace.access, workspace.ports());
        name = ImageName.parse(real.host() + "/base/small");
        base = IndexArchive.write(List.of(image("linux/amd64", 1), image("linux/arm64/v8", 2)), folder.resolve("base.tar"));
        registry.push(base, name, List.of("12"));
    }

    /** With a plain layer, as some are, and so many packed ones. */
    private OciArchive image(String platform, int layers) throws Exception {
        var archive = new TestArchive().platform(platform).config(Map.of("User", "65532", "WorkingDir", "/srv", "Env", List.of("PATH=/bin", "A=0"),
                "Entrypoint", List.of("/bin/base"), "Labels", Map.of("org.opencontainers.image.version", "12", "vendor", "base")))
                .layer(new TarWriter().file("plain", 0644, platform).bytes(), TestArchive.PLAIN);
        for (int at = 0; at < layers; at++) {
            archive.layer(new TarWriter().file("base" + at, 0644, platform));
        }
        return OciArchive.read(archive.write(folder.resolve(platform.replace('/', '-') + ".tar")));
    }

    private static List<String> layers(OciImage image) {
        return image.layers().stream().map(OciImage.Layer::digest).toList();
    }

    @Test void keepsTheLayersOfEachPlatformsBaseBelowItsOwn() throws Exception {
        var built = workspace.on(name + ":12", "linux/arm64", "linux/amd64");

        assertThat(built.archive().images()).extracting(image -> image.platform().toString()).containsExactly("linux/amd64", "linux/arm64/v8");
        for (int at = 0; at < 2; at++) {
            var image = built.archive().images().get(at);
            var below = base.images().get(at);
            assertThat(layers(image)).startsWith(layers(below).toArray(String[]::new)).hasSize(layers(below).size() + 1);
            assertThat(built.base().orElseThrow().diffIds()).containsEntry(image.platform().toString(), below.diffIds());
            assertThat(built.base().orElseThrow().layersOf(image)).isEqualTo(below.layers().size());
            assertThat(built.contents()).containsEntry(layers(below).get(0), "the base image " + name + ":12")
                    .containsEntry(layers(image).get(layers(image).size() - 1), "app/data, app/run");
        }
        assertThat(built.base().orElseThrow().name()).isEqualTo(name + ":12");
    }

    @Test void hasTheRegistryStoreTheBasesLayersOnce() throws Exception {
        var built = workspace.on(name + ":12", "linux/amd64", "linux/arm64");

        var pushed = registry.push(built.archive(), name, List.of("shop"));
        var pulled = registry.pull(name, pushed.digest(), folder.resolve("pulled.tar"));

        assertThat(pushed.presentBlobs()).isEqualTo(2 + 3); // every layer of both bases
        assertThat(pulled.manifests()).isEqualTo(built.archive().manifests());
    }

    @Test void inheritsTheStartAndTellsWhatItIsBuiltOn() throws Exception {
        workspace.files(workspace.files, List.of("java", "-jar", "/app/data/a"));

        var built = workspace.on(name + ":12", "linux/amd64");
        var image = built.archive().images().get(0);
        var config = Json.read(image.archive().text(image.config()), "config").get("config");

        assertThat(config.get("User").text()).isEqualTo("65532");
        assertThat(image.settings().workingDirectory()).isEqualTo("/srv");
        assertThat(image.settings().environment()).isEqualTo(Map.of("PATH", "/bin", "A", "1", "B", "2"));
        assertThat(image.settings().argv()).containsExactly("java", "-jar", "/app/data/a");
        assertThat(image.settings().labels()).isEqualTo(Map.of("team", "green", "vendor", "base",
                "org.opencontainers.image.base.name", name + ":12", "org.opencontainers.image.base.digest", base.digest().value()));
        assertThat(workspace.log).contains("The base image " + name + ":12 is " + base.digest() + ".");
        assertThat(built.archive().isIndex()).isFalse();
        assertThat(JibWorkspace.names(workspace.scratch())).isEmpty();
    }

    @Test void startsFilesOfItsOwnFromTheRootAndTheBasesProgramWhenItNamesNone() throws Exception {
        assertThat(workspace.on(name + ":12", "linux/amd64").archive().images().get(0).settings().argv()).containsExactly("/app/run");

        workspace.files(workspace.files, List.of());
        assertThat(workspace.on(name + ":12", "linux/amd64").archive().images().get(0).settings().argv()).containsExactly("/bin/base");
    }

    @Test void refusesAnImageThatNothingStarts() throws Exception {
        var bare = OciArchive.read(new TestArchive().config(Map.of()).layer(new TarWriter().file("a", 0644, "a")).write(folder.resolve("bare.tar")));
        registry.push(bare, name, List.of("bare"));
        workspace.files(workspace.files, List.of());

        assertThatThrownBy(() -> workspace.on(name + ":bare", "linux/amd64")).isInstanceOf(StageException.class)
                .hasMessageContaining("nothing to start").hasMessageContaining("Set image.entrypoint");
    }

    @Test void takesADigestFromWhatItKeepsWithoutTheRegistry() throws Exception {
        var reference = name + "@" + base.digest();
        var first = workspace.on(reference, "linux/amd64", "linux/arm64");
        workspace.access(JibWorkspace.plain("127.0.0.1:1"));

        var again = workspace.on(reference, "linux/amd64", "linux/arm64");

        assertThat(again.archive().digest()).isEqualTo(first.archive().digest());
        assertThat(JibWorkspace.names(workspace.bases())).containsExactlyInAnyOrder(base.digest().hex() + ".json",
                base.images().get(0).digest().hex() + ".tar", base.images().get(1).digest().hex() + ".tar");
    }

    @Test void bringsOnlyThePlatformsThatItIsBuiltFor() throws Exception {
        workspace.on(name + ":12", "linux/arm64");

        assertThat(JibWorkspace.names(workspace.bases())).containsExactlyInAnyOrder(base.digest().hex() + ".json",
                base.images().get(1).digest().hex() + ".tar");
    }

    @Test void bringsAnewWhatWasChangedWhereItIsKept() throws Exception {
        var first = workspace.on(name + ":12", "linux/amd64");
        var kept = workspace.bases().resolve(base.images().get(0).digest().hex() + ".tar");
        byte[] good = Files.readAllBytes(kept);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(kept, bad);
        Files.writeString(workspace.bases().resolve(base.digest().hex() + ".json"), "{}");

        var again = workspace.on(name + ":12", "linux/amd64");

        assertThat(again.archive().digest()).isEqualTo(first.archive().digest());
        assertThat(kept).hasBinaryContent(good);
        assertThat(workspace.log).contains("WARNING The base image is brought anew: ");
    }

    @Test void removesWhatNoBuildHasUsedForAWeek() throws Exception {
        var old = image("linux/amd64", 3);
        registry.push(old, name, List.of("old"));
        workspace.on(name + ":old", "linux/amd64");
        workspace.clock = Clock.fixed(NOW.plus(BaseCache.KEPT), ZoneOffset.UTC);
        workspace.on(name + ":12", "linux/amd64");
        assertThat(workspace.bases().resolve(old.digest().hex() + ".tar")).exists();

        workspace.clock = Clock.fixed(NOW.plus(BaseCache.KEPT).plus(Duration.ofSeconds(1)), ZoneOffset.UTC);
        workspace.on(name + ":12", "linux/amd64");

        assertThat(JibWorkspace.names(workspace.bases())).containsExactlyInAnyOrder(base.digest().hex() + ".json",
                base.images().get(0).digest().hex() + ".tar");
    }

    @Test void bringsABaseForSeveralBuildsAtOnce() throws Exception {
        var digests = java.util.Collections.synchronizedSet(new java.util.HashSet<>());

        var problems = AtOnce.run(3, () -> digests.add(workspace.on(name + ":12", "linux/amd64", "linux/arm64").archive().digest()));

        assertThat(problems).isEmpty();
        assertThat(digests).hasSize(1);
        assertThat(JibWorkspace.names(workspace.bases())).hasSize(3);
    }

    @Test void namesThePlatformsOfABaseThatLacksOne() throws Exception {
        registry.push(image("linux/amd64", 1), name, List.of("single"));

        assertThatThrownBy(() -> workspace.on(name + ":12", "linux/amd64", "linux/s390x")).isInstanceOf(StageException.class)
                .hasMessageContaining("has no image for linux/s390x. It has: linux/amd64, linux/arm64/v8.")
                .hasMessageContaining(base.digest().value());
        assertThatThrownBy(() -> workspace.on(name + ":single", "linux/arm64")).isInstanceOf(StageException.class)
                .hasMessageContaining("has no image for linux/arm64. It has: linux/amd64.");
        assertThat(workspace.archive()).doesNotExist();
    }

    @Test void saysWhatIsWrongWithAReference() {
        assertThatThrownBy(() -> workspace.on(name + ":gone", "linux/amd64")).isInstanceOf(StageException.class)
                .hasMessageContaining("does not exist").hasMessageContaining("no tag gone");
        assertThatThrownBy(() -> workspace.on(name.toString(), "linux/amd64")).isInstanceOf(StageException.class)
                .hasMessageContaining("without a tag");
        assertThatThrownBy(() -> workspace.on("No/Image:1", "linux/amd64")).isInstanceOf(StageException.class)
                .hasMessageContaining("image.base cannot be read");
        assertThatThrownBy(() -> workspace.on("127.0.0.1:1/a:1", "linux/amd64")).isInstanceOf(StageException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test void readsShortNamesAsDockerHubsAndNamesThemInFull() throws Exception {
        assertThat(BaseReference.parse("debian:12-slim").full()).isEqualTo("docker.io/library/debian:12-slim");
        assertThat(BaseReference.parse("team/shop:1").full()).isEqualTo("docker.io/team/shop:1");
        var pinned = "registry.example.com:5000/a/b:1@sha256:" + "0".repeat(64);
        assertThat(BaseReference.parse(pinned).full()).isEqualTo(pinned);
        assertThat(BaseReference.parse(pinned).digest()).isPresent();
    }

    @Test void laysNoLibrariesOfThisMachineOverABase() throws Exception {
        workspace.javaModules = List.of("java.base");
        workspace.files(Map.of(), List.of("jre/bin/java", "-version"));

        var built = workspace.on(name + ":12", Platform.here().toString());

        assertThat(built.archive().images().get(0).layers()).hasSize(base.image(Platform.here()).layers().size() + 1);
        assertThat(built.archive().images().get(0).settings().argv()).containsExactly("/jre/bin/java", "-version");
    }
}
