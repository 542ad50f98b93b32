package io.jenkins.plugins.greenlight.stage.image.buildx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.greenlight.local.Eventually;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.stage.StageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real buildx with a real BuildKit behind it. */
@Tag("slow")
class BuildxBuilderTest {
    private static final String[] SHOP = {"FROM scratch", "COPY busybox /bin/busybox", "RUN [\"/bin/busybox\", \"sh\", \"-c\", \"echo made > /made\"]"};
    private static final String[] SLEEP = {"FROM scratch", "COPY busybox /bin/busybox", "RUN [\"/bin/busybox\", \"sleep\", \"611\"]"};
    private static PrivateBuildkit buildkit;

    @TempDir private Path folder;

    @BeforeAll static void start() throws Exception {
        buildkit = PrivateBuildkit.ready();
    }

    @AfterAll static void end() {
        if (buildkit != null) {
            buildkit.close();
        }
    }

    @Test void buildsOneIndexForTwoPlatforms() throws Exception {
        var scene = scene(SHOP).platforms("linux/amd64", "linux/arm64");
        scene.labels.put("org.opencontainers.image.revision", "0123456789ab");

        var built = scene.build();

        assertThat(built.archive().isIndex()).isTrue();
        assertThat(built.archive().images()).extracting(image -> image.platform().toString()).containsExactly("linux/amd64", "linux/arm64");
        assertThat(built.archive().images()).allSatisfy(image -> {
            assertThat(image.settings().labels()).containsEntry("org.opencontainers.image.revision", "0123456789ab");
            assertThat(built.contents().get(image.layers().get(0).digest())).startsWith("COPY busybox /bin/busybox");
        });
        assertThat(built.base()).isEmpty();
        assertNothingIsLeft(scene);
    }

    @Test void buildsAManifestForOnePlatform() throws Exception {
        var built = scene(SHOP).build();

        assertThat(built.archive().isIndex()).isFalse();
        assertThat(built.archive().images()).hasSize(1);
    }

    @Test void givesTheStepASecretAndKeepsItOutOfAllElse() throws Exception {
        var scene = scene("FROM scratch", "COPY busybox /bin/busybox", "RUN --mount=type=secret,id=npm,required=true [\"/bin/busybox\", \"sh\", \"-c\","
                + " \"echo the secret is; cat /run/secrets/npm; /bin/busybox wc -c < /run/secrets/npm > /length\"]").secret("npm", "NPM", "hush-hush,\"quoted\"");

        var built = scene.build();

        assertThat(scene.log).anyMatch(line -> line.endsWith("the secret is")).anyMatch(line -> line.endsWith("****"));
        assertThat(scene.log.toString() + scene.commands + scene.warnings).doesNotContain("hush-hush");
        var text = text(built.archive());
        assertThat(text.contains("\0" + "hush-hush,\"quoted\"".length() + "\n")).as("the step read all of it").isTrue();
        assertThat(text.contains("hush-hush")).as("it is in a layer or the configuration").isFalse();
        assertNothingIsLeft(scene);
    }

    @Test void copiesNoSecretOfAScratchFolderInTheContext() throws Exception {
        var scene = scene("FROM scratch", "COPY . /").secret("npm", "NPM", "hush-hush");
        scene.scratch = Files.createDirectories(scene.workspace.resolve("target/scratch"));

        var built = scene.build();

        assertThat(text(built.archive()).contains("hush-hush")).as("it is in a layer").isFalse();
        assertNothingIsLeft(scene);
    }

    @Test void isTheSameTwiceWithASourceDate() throws Exception {
        var scene = scene(SHOP);
        scene.sourceDate = Optional.of(Instant.ofEpochSecond(1_700_000_000));
        var first = scene.build().archive().digest();
        var bytes = Files.readAllBytes(scene.archive);
        Files.setLastModifiedTime(scene.workspace.resolve("busybox"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        try (var other = PrivateBuildkit.ready()) { // has nothing of it in its cache
            scene.use(other);
            var second = scene.build().archive().digest();

            assertThat(second).isEqualTo(first);
            assertThat(Arrays.equals(Files.readAllBytes(scene.archive), bytes)).as("the archives are the same to the byte").isTrue();
        }
    }

    @Test void passesArgumentsTargetAndContext() throws Exception {
        var scene = scene("FROM scratch AS first", "ARG WORD=none", "LABEL word=$WORD", "COPY busybox /", "FROM first AS last", "LABEL last=yes");
        Files.createDirectories(scene.workspace.resolve("part"));
        Files.move(scene.workspace.resolve("busybox"), scene.workspace.resolve("part/busybox"));
        Files.move(scene.workspace.resolve("Dockerfile"), scene.workspace.resolve("Other.docker"));
        scene.file = "Other.docker";
        scene.context = "part";
        scene.target = "first";
        scene.args.put("WORD", "with, comma=and \"quotes\" $HOME");

        assertThat(scene.build().archive().images().get(0).settings().labels()).containsEntry("word", "with, comma=and \"quotes\" $HOME")
                .doesNotContainKey("last");
    }

    @Test void saysThatTheDiskIsFull() throws Exception {
        var scene = scene(SHOP);
        var small = Files.createDirectory(folder.resolve("small"));
        Assumptions.assumeTrue(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=256k", "none", small.toString()).start().waitFor() == 0,
                "No small disk can be mounted here.");
        try {
            scene.archive = small.resolve("image.tar");

            assertThat(failure(scene)).hasMessageContainingAll("The disk that the image is written to has 0.", " MiB left: make room first.");
            assertThat(scene.archive).doesNotExist();
        } finally {
            new ProcessBuilder("umount", small.toString()).start().waitFor();
        }
    }

    @Test void saysWhichStepFailedWhatItSaidAndWhere() throws Exception {
        var scene = scene("FROM scratch", "COPY busybox /bin/busybox",
                "RUN [\"/bin/busybox\", \"sh\", \"-c\", \"echo looking for the compiler; echo none >&2; exit 7\"]");

        var failure = failure(scene);

        assertThat(failure).hasMessageStartingWith("The image was not built: [2/2] RUN [\"/bin/busybox\", \"sh\"").hasMessageContaining("exit code: 7")
                .hasMessageContaining("\nlooking for the compiler\n").hasMessageContaining("\nnone\n").hasMessageContaining("Dockerfile:3")
                .hasMessageEndingWith("Expected each step of Dockerfile to succeed. Correct Dockerfile, or what this step needs, and build again.");
        assertThat(scene.log).contains("[2/2] looking for the compiler");
        assertNothingIsLeft(scene);
        assertThat(scene.archive).doesNotExist();
    }

    @Test void saysWhatIsWrongWithADockerfile() throws Exception {
        assertThat(failure(scene("FROM scratch", "BOGUS x"))).hasMessageContaining("Dockerfile:2").hasMessageContaining("BOGUS x");
        assertThat(failure(scene("FROM scratch", "COPY absent /"))).hasMessageContaining("COPY absent / failed").hasMessageContaining("Dockerfile:2");
        assertThat(failure(scene("FROM 127.0.0.1:1/no/such:1"))).hasMessageContaining("127.0.0.1:1/no/such:1").hasMessageContaining("Dockerfile:1");
    }

    @Test void endsTheStepWhenItIsInterrupted() throws Exception {
        assertEndsWhenInterrupted(scene(SLEEP).secret("a", "A", "value-of-a"));
    }

    @Test void doesAllThatAsAPluginOfDocker() throws Exception {
        var scene = scene(SHOP);
        var plugins = Files.createDirectories(Path.of(scene.variables.get("DOCKER_CONFIG"), "cli-plugins"));
        Files.createSymbolicLink(plugins.resolve("docker-buildx"), buildkit.buildx());
        scene.program = List.of("docker", "buildx");
        var environment = new ProcessBuilder("docker", "buildx", "version").redirectErrorStream(true).redirectOutput(folder.resolve("docker.log").toFile());
        environment.environment().putAll(scene.variables);
        Assumptions.assumeTrue(exitCode(environment) == 0, "There is no docker in PATH that takes plugins (Debian: docker.io).");

        assertThat(scene.build().archive().images()).hasSize(1);
        Files.delete(scene.archive);
        assertEndsWhenInterrupted(scene.dockerfile(SLEEP));
    }

    private static int exitCode(ProcessBuilder builder) throws InterruptedException {
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            return -1; // there is no such program
        }
    }

    private static void assertEndsWhenInterrupted(BuildxScene scene) throws Exception {
        var result = new CompletableFuture<Void>();
        var building = new Thread(() -> {
            try {
                scene.build();
                result.complete(null);
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        building.start();
        Eventually.until("the step runs", () -> !buildkit.running().isEmpty());

        building.interrupt();

        assertThatThrownBy(result::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(InterruptedException.class);
        Eventually.until("the step is gone", () -> buildkit.running().isEmpty());
        assertNothingIsLeft(scene);
        assertThat(scene.archive).doesNotExist();
    }

    @Test void endsTheStepWhenItTakesTooLong() throws Exception {
        var scene = scene("FROM scratch", "COPY busybox /bin/busybox", "RUN [\"/bin/busybox\", \"sleep\", \"612\"]");
        scene.timeout = Duration.ofSeconds(3);

        var failure = failure(scene);

        assertThat(failure).hasMessageStartingWith("The image was not built: buildx was ended, the build ran longer than image.buildx.timeout, 3 s.");
        Eventually.until("the step is gone", () -> buildkit.running().isEmpty());
        assertNothingIsLeft(scene);
    }

    @Test void saysThatBuildkitWentAwayAndThatItIsNotUp() throws Exception {
        try (var other = PrivateBuildkit.ready()) {
            var scene = new BuildxScene(folder, other).dockerfile("FROM scratch", "COPY busybox /bin/busybox", "RUN [\"/bin/busybox\", \"sleep\", \"613\"]");
            var result = CompletableFuture.supplyAsync(() -> failure(scene));
            Eventually.until("the step runs", () -> !other.running().isEmpty());

            other.kill();

            assertThat(result.get()).hasMessageStartingWith("The image was not built: BuildKit of the builder private went away in the middle");
            assertNothingIsLeft(scene);
            assertThat(failure(scene)).hasMessageStartingWith("The image was not built: BuildKit of the builder private is not up.");
        }
    }

    @Test void saysThatThereIsNoSuchBuilder() throws Exception {
        var scene = scene(SHOP);
        scene.builder = Optional.of("other");

        assertThat(failure(scene)).hasMessageStartingWith("There is no builder other for buildx. Expected one of [private");
    }

    @Test void asksForTheAgentOfSsh() throws Exception {
        var scene = scene("FROM scratch", "COPY busybox /bin/busybox", "RUN --mount=type=ssh,required=true [\"/bin/busybox\", \"test\", \"-S\", \"/run/buildkit/ssh_agent.0\"]");
        scene.ssh.add("default");

        assertThat(failure(scene)).hasMessageStartingWith("image.buildx.ssh wants the keys of an SSH agent, and SSH_AUTH_SOCK is not set.");
        try (var agent = new SshAgent(folder)) {
            scene.variables.put("SSH_AUTH_SOCK", agent.socket().toString());
            assertThat(scene.build().archive().images()).hasSize(1);
        }
    }

    private BuildxScene scene(String... dockerfile) throws IOException {
        return new BuildxScene(Files.createTempDirectory(folder, "with,comma"), buildkit).dockerfile(dockerfile);
    }

    private static StageException failure(BuildxScene scene) {
        return catchThrowableOfType(StageException.class, scene::build);
    }

    private static void assertNothingIsLeft(BuildxScene scene) throws IOException {
        try (var left = Files.list(scene.scratch)) {
            assertThat(left).isEmpty();
        }
    }

    /** All of its blobs, unpacked where they are layers. */
    private static String text(OciArchive archive) throws IOException {
        var text = new StringBuilder();
        for (var image : archive.images()) {
            text.append(archive.text(image.config()));
            for (var layer : image.layers()) {
                try (var in = image.open(layer)) {
                    text.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return text.toString();
    }
}
