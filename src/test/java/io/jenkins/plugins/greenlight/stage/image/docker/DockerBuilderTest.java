package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.Platform;
import io.jenkins.plugins.greenlight.parse.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DockerBuilderTest {
    @TempDir Path folder;
    private EngineWork work;

    @BeforeEach void anEngine() throws Exception {
        work = new EngineWork(Files.createDirectories(folder.resolve("w")), PrivateDocker.ready().host());
    }

    @Test void buildsFromNothingAndTheArchiveLoadsBackAndRunsUnderTheSameId() throws Exception {
        work.dockerfile("FROM scratch", "COPY busybox sh /bin/", "RUN echo made > /made; ln /made /again; mkdir -m 1777 /deep", "CMD cat /made");
        var before = work.all();

        var built = work.build();

        var image = built.archive().images().get(0);
        assertThat(built.base()).isEmpty();
        assertThat(work.all()).isEqualTo(before);
        assertThat(image.layers()).hasSize(2).allMatch(layer -> layer.packed());
        assertThat(built.contents().get(image.layers().get(1).digest())).startsWith("RUN echo made");
        assertThat(work.load(image, "loaded:1")).isEqualTo(image.config());
        assertThat(work.run("loaded:1")).isEqualTo("made 0");
        assertThat(work.run("loaded:1", "sh", "-c", "stat -c '%a %h' /deep /again")).isEqualTo("1777 2\n644 2 0");
        work.remove("loaded:1");
    }

    @Test void streamsWhatProgramsPrintAndNotesTheSteps() throws Exception {
        work.dockerfile("FROM scratch", "COPY busybox sh /bin/", "RUN echo out; echo err >&2; printf 'a\\rb\\n'; printf 'Step 4/4 : CMD x\\n ---> 0123456789ab\\n'",
                "CMD x");
        work.build();

        assertThat(work.log.lines).contains("step 1/4: FROM scratch", "step 2/4: COPY busybox sh /bin/", "out", "err", "b", "step 4/4: CMD x",
                "Step 4/4 : CMD x", " ---> 0123456789ab");
        assertThat(work.log.lines).noneMatch(line -> line.contains("\u001b") || line.contains("Running in"));
        assertThat(work.log.lines).anyMatch(line -> line.matches("The build context has 3 files with \\d+ bytes\\."));
        assertThat(work.log.lines).anyMatch(line -> line.matches("Built sha256:[0-9a-f]{64}, 0 of 4 steps from earlier builds\\."));
    }

    @Test void givesTheSameDigestForTheSameImageOfTheEngine() throws Exception {
        work.keepCache = true;
        work.dockerfile("FROM scratch", "COPY busybox /bin/sh", "RUN echo $RANDOM > /r");

        var first = work.build();
        var second = work.build();

        assertThat(second.archive().digest()).isEqualTo(first.archive().digest());
        assertThat(second.archive().file()).hasSameBinaryContentAs(first.archive().file());
        work.keepCache = false;
        work.build();
    }

    @Test void takesArgumentsLabelsTargetAndPlatform() throws Exception {
        work.args = Map.of("WORD", "given", "WHERE", "place");
        work.labels = Map.of("org.opencontainers.image.revision", "abc", "quote", "a \"b\" $c \\ d");
        work.target = "middle";
        work.dockerfile("ARG WORD=usual", "FROM scratch AS first", "COPY busybox /first", "FROM scratch AS middle", "ARG WORD", "ARG WHERE=x",
                "ENV SAID=$WORD", "COPY --from=first /first /$WHERE", "FROM scratch", "COPY nothing.here /");

        var built = work.build();

        var image = built.archive().images().get(0);
        assertThat(image.settings().environment()).containsEntry("SAID", "given");
        assertThat(image.settings().labels()).isEqualTo(work.labels);
        assertThat(image.layers()).hasSize(1);
        assertThat(built.contents().get(image.layers().get(0).digest())).contains("in /place");
    }

    @Test void buildsForTheOnePlatformThatIsAskedFor() throws Exception {
        work.platforms = List.of(Platform.of("linux/arm64"));
        work.dockerfile("FROM scratch", "COPY busybox /a", "ENV A=1");

        assertThat(work.build().archive().images().get(0).platform()).isEqualTo(Platform.of("linux/arm64"));
    }

    @Test void knowsTheBaseOfTheLastStageThroughEarlierStagesAndArguments() throws Exception {
        work.dockerfile("FROM scratch", "COPY busybox sh /bin/", "RUN echo base > /base", "CMD [\"sh\"]", "ONBUILD RUN echo triggered > /t",
                "ONBUILD RUN echo again > /u");
        var lower = work.build().archive();
        work.load(lower.images().get(0), "lower:1.0");
        var before = work.all();
        work.args = Map.of("VERSION", "1.0");
        work.dockerfile("ARG VERSION=9", "ARG BASE=lower:$VERSION", "FROM scratch AS other", "COPY busybox /x", "FROM ${BASE} AS mid", "RUN echo mid > /mid",
                "FROM mid", "COPY --from=other /x /y");

        var built = work.build();

        var base = built.base().orElseThrow();
        assertThat(base.name()).isEqualTo("lower:1.0");
        assertThat(base.diffIds()).containsOnlyKeys(built.archive().images().get(0).platform().toString());
        assertThat(base.layersOf(built.archive().images().get(0))).isEqualTo(2);
        assertThat(built.archive().images().get(0).layers()).hasSize(6);
        assertThat(work.all()).isEqualTo(before);
        work.remove("lower:1.0");
    }

    @Test void writesAManifestOfFixedFieldsAndTheEnginesOwnConfiguration() throws Exception {
        work.dockerfile("FROM scratch", "COPY sh /a", "COPY sh /a", "COPY sh /b");

        var built = work.build();

        var archive = OciArchive.read(built.archive().file());
        var manifest = archive.text(archive.digest().value());
        assertThat(manifest).startsWith("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":");
        var image = archive.images().get(0);
        assertThat(image.layers()).hasSize(3);
        assertThat(Json.read(archive.text(image.config()), "c").fields()).containsKeys("container_config", "docker_version");
        assertThat(image.diffIds().get(0)).isEqualTo(image.diffIds().get(1));
    }

    @Test void takesADockerfileOutsideTheContextAndItsOwnIgnoreFile() throws Exception {
        work.write("app/keep", "k").write("app/drop", "d").write("app/Dockerfile.x", "no").write("app/.dockerignore", "keep\n");
        work.write("docker/Dockerfile.x.dockerignore", "drop\n");
        Files.copy(EngineWork.BUSYBOX, work.root.resolve("app/sh"));
        work.context = "app";
        work.file = "docker/Dockerfile.x";
        work.dockerfile("FROM scratch", "COPY sh /bin/sh", "COPY . /all", "RUN cd /all; for f in .* *; do echo \"found $f\"; done");

        work.build();

        assertThat(work.log.lines.stream().filter(line -> line.startsWith("found "))).containsExactlyInAnyOrder("found .", "found ..", "found Dockerfile.x",
                "found keep", "found sh");
    }

    @Test void namesTheEnginesDisk() throws Exception {
        assertThat(work.builder().disks(work.ports())).singleElement().satisfies(disk -> assertThat(disk).isDirectory());
        assertThat(new EngineWork(Files.createDirectories(folder.resolve("w2")), "unix:///nowhere/s").builder().disks(work.ports())).isEmpty();
    }
}
