package io.jenkins.plugins.greenlight.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.deploy.RuntimeContract;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.oci.IndexArchive;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.stage.image.jib.JibWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of an image for several platforms, an engine runs its own, under the digest of all. */
@Tag("slow")
class DockerIndexTest {
    private static final Platform OTHER = Platform.of(Platform.here().architecture().equals("arm64") ? "linux/amd64" : "linux/arm64");
    @TempDir Path folder;
    private DockerFixture docker;
    private DockerRuntime runtime;

    @BeforeEach void engineRuns() throws Exception {
        docker = new DockerFixture();
        runtime = docker.runtime();
    }

    @AfterEach void nothingIsLeft() throws Exception {
        if (docker != null) {
            docker.close();
        }
    }

    private OciArchive other(Platform platform) throws IOException {
        return OciArchive.read(new TestArchive().platform(platform.toString()).layer(new TarWriter().file("no", 0644, "program"))
                .write(folder.resolve(platform.word() + ".tar")));
    }

    private OciArchive index() throws IOException {
        var own = OciArchive.read(BusyboxImage.archive("index").write(folder.resolve("own.tar")));
        return IndexArchive.write(List.of(other(OTHER), own), folder.resolve("index.tar"));
    }

    private String answers(ImageDigest digest, String query) throws Exception {
        var instance = runtime.start(new Spec("blue-7", new ReleaseId("r1"), digest, Slot.BLUE, 7, RuntimeContract.freePort(), Map.of()));
        return docker.ask(instance, query).body();
    }

    @Test void startsTheEnginesOwnPlatformOutOfAnIndex() throws Exception {
        var index = index();

        runtime.accept(index.digest(), index.file());
        Files.delete(index.file());

        assertThat(runtime.holds(index.digest())).isTrue();
        assertThat(answers(index.digest(), "x")).isEqualTo("up\n");
    }

    @Test void refusesAnIndexWithoutTheEnginesPlatform() throws Exception {
        var index = IndexArchive.write(List.of(other(OTHER), other(Platform.of("linux/s390x"))), folder.resolve("others.tar"));

        assertThatThrownBy(() -> runtime.accept(index.digest(), index.file())).isInstanceOf(IOException.class)
                .hasMessageContaining("Expected one for " + Platform.here());
        assertThat(runtime.holds(index.digest())).isFalse();
    }

    /** Base image out of a registry, built for two platforms, pushed, pulled by digest and run. */
    @Test void runsWhatJibBuiltOnABaseOfTwoPlatforms() throws Exception {
        try (var real = PrivateRegistry.plain()) {
            var name = ImageName.parse(real.host() + "/team/shop");
            var workspace = new JibWorkspace(folder.resolve("workspace")).access(JibWorkspace.plain(real.host()))
                    .files(Map.of("build/data", "www/data"), List.of());
            var registry = new Registry(JibWorkspace.plain(real.host()), workspace.ports());
            registry.push(index(), name, List.of("base"));

            var built = workspace.on(name + ":base", Platform.here().toString(), OTHER.toString());
            registry.push(built.archive(), name, List.of("1"));
            var pulled = registry.pull(name, built.archive().digest(), folder.resolve("pulled.tar"));
            runtime.accept(pulled.digest(), pulled.file());

            assertThat(answers(pulled.digest(), "read=/www/data/sub/a")).endsWith("a");
            var environment = docker.engine.read("look", client -> client.inspectContainerCmd(docker.container("blue-7")).exec()).getConfig().getEnv();
            assertThat(environment).contains("PATH=/bin", "FROM_IMAGE=1", "A=1");
        }
    }
}
