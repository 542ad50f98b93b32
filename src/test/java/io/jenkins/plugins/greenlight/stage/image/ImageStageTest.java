package io.jenkins.plugins.greenlight.stage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.local.AtOnce;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.parse.TarReader;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.registry.RegistryConfig;
import io.jenkins.plugins.greenlight.stage.StageException;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStageTest {
    private static final Map<String, String> FILES = Map.of("build/run", "app/run", "build/data", "data");

    @TempDir Path workspace;

    @BeforeEach void buildWrites() throws IOException {
        Files.setPosixFilePermissions(SmallImage.write(workspace.resolve("build/run"), "#!/bin/sh\n"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        SmallImage.write(workspace.resolve("build/data/b/c"), "c");
        SmallImage.write(workspace.resolve("build/data/a"), "a");
    }

    private ImageReport build(ImageConfig config) throws StageException, InterruptedException {
        return ImageStage.unscanned(config, "abc123").run(SmallImage.ports(workspace, new LogLines()));
    }

    private ImageReport build(Map<String, String> files) throws StageException, InterruptedException {
        return build(SmallImage.script(files, Map.of()));
    }

    /** Mode and path of all that the layers hold. */
    private static Map<String, String> contents(ImageReport report) throws IOException {
        var found = new TreeMap<String, String>();
        for (var layer : report.layers()) {
            try (var archive = Files.newInputStream(report.archive())) {
                var outer = new TarReader(archive, "archive");
                for (var blob = outer.next(); blob.isPresent(); blob = outer.next()) {
                    if (blob.get().name().endsWith(layer.digest().substring(7))) {
                        var inner = new TarReader(new GZIPInputStream(outer.content()), "layer");
                        for (var entry = inner.next(); entry.isPresent(); entry = inner.next()) {
                            found.put(entry.get().name(), Integer.toOctalString(entry.get().mode()));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static String document(ImageReport report, String containing) throws IOException {
        try (var archive = Files.newInputStream(report.archive())) {
            var tar = new TarReader(archive, "archive");
            for (var blob = tar.next(); blob.isPresent(); blob = tar.next()) {
                var text = new String(tar.content().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                if (text.contains(containing)) {
                    return text;
                }
            }
        }
        return "";
    }

    @Test void replacesAnArchiveAndNothingElse() throws Exception {
        var archive = build(FILES).archive();
        build(FILES);
        Files.writeString(archive, "what somebody wrote by hand\n".repeat(40));

        assertThatThrownBy(() -> build(FILES)).isInstanceOf(StageException.class).hasMessageContaining("image.archive is " + archive)
                .hasMessageContaining("no archive");
        assertThat(archive).content().startsWith("what somebody wrote");
    }

    @Test void givesTheSameDigestForTheSameFilesWhereverAndWheneverTheyAreBuilt(@TempDir Path elsewhere) throws Exception {
        var first = build(FILES);
        try (var files = Files.walk(workspace.resolve("build"))) {
            for (var file : files.toList()) {
                var copy = elsewhere.resolve(workspace.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                Files.setLastModifiedTime(copy, FileTime.from(Instant.ofEpochSecond(5)));
            }
        }

        var again = build(FILES);
        var there = ImageStage.unscanned(SmallImage.script(FILES, Map.of()), "abc123").run(SmallImage.ports(elsewhere, new LogLines()));

        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(there.digest()).isEqualTo(first.digest());
        assertThat(there.archive()).hasSameBinaryContentAs(first.archive());
    }

    @Test void givesAnotherDigestForOneChangedByteOfTheSameAgeAndSize() throws Exception {
        var file = workspace.resolve("build/data/a");
        var time = Files.getLastModifiedTime(file);
        var before = build(FILES);

        Files.setLastModifiedTime(SmallImage.write(file, "b"), time);

        assertThat(build(FILES).digest()).isNotEqualTo(before.digest());
    }

    @Test void laysOutFilesWithTheirExecutableBitAndAnEmptyTmp() throws Exception {
        assertThat(contents(build(FILES))).isEqualTo(Map.of("app/", "755", "app/run", "755", "data/", "755", "data/a", "644",
                "data/b/", "755", "data/b/c", "644", "tmp/", "777"));
    }

    @Test void writesEntrypointEnvironmentAndLabelsIntoTheConfiguration() throws Exception {
        var report = build(SmallImage.script(FILES, Map.of("team", "green")));

        assertThat(document(report, "\"rootfs\"")).contains("\"Entrypoint\":[\"/app/run\",\"-x\",\"data/a\"]", "\"A=1\"",
                "\"WorkingDir\":\"/\"", "\"team\":\"green\"", "\"org.opencontainers.image.revision\":\"abc123\"",
                "\"created\":\"1970-01-01T00:00:01Z\"");
        assertThat(document(report, "\"layers\":[")).contains("application/vnd.oci.image.layer.v1.tar+gzip");
    }

    @Test void saysOfItselfWhatItIsWhereFromAndWhen() throws Exception {
        var files = SmallImage.script(FILES, Map.of());
        var config = new ImageConfig(files.name(), files.build(), files.platforms(), files.labels(), Optional.of("1.4.2"),
                Optional.of("https://git.example.com/shop"), files.archive(), 0, Optional.empty(), RegistryConfig.USUAL, Optional.empty(), Optional.empty());
        var usual = SmallImage.ports(workspace, new LogLines());
        var dated = new Ports(usual.commands(), usual.daemons(), usual.workspace(), usual.http(), usual.log(), usual.clock(), usual.pause(),
                name -> Optional.of("1700000000").filter(seconds -> name.equals("SOURCE_DATE_EPOCH")));

        var report = ImageStage.unscanned(config, "abc123").run(dated);

        assertThat(OciArchive.open(report.archive(), report.digest()).images().get(0).settings().labels()).isEqualTo(Map.of(
                "org.opencontainers.image.revision", "abc123", "org.opencontainers.image.version", "1.4.2",
                "org.opencontainers.image.source", "https://git.example.com/shop", "org.opencontainers.image.created", "2023-11-14T22:13:20Z"));
        assertThat(document(report, "\"rootfs\"")).contains("\"created\":\"2023-11-14T22:13:20Z\"");
    }

    @Test void leavesAGivenRevisionAloneAndNeedsNoCommit() throws Exception {
        var given = build(SmallImage.script(FILES, Map.of("org.opencontainers.image.revision", "mine")));
        assertThat(document(given, "\"rootfs\"")).contains("mine").doesNotContain("abc123");

        var none = ImageStage.unscanned(SmallImage.script(FILES, Map.of()), "").run(SmallImage.ports(workspace, new LogLines()));
        assertThat(document(none, "\"rootfs\"")).doesNotContain("revision");
    }

    /** The three keys have one hash code, so that every hash map keeps them in the order they came. */
    @Test void takesLabelsAndEnvironmentInAnyOrder() throws Exception {
        var forwards = new LinkedHashMap<String, String>();
        List.of("AaAa", "AaBB", "BBBB").forEach(key -> forwards.put(key, "1"));
        var backwards = new LinkedHashMap<String, String>();
        List.of("BBBB", "AaBB", "AaAa").forEach(key -> backwards.put(key, "1"));

        var first = build(ImageConfig.ofFiles("n", List.of(), FILES, List.of("app/run"), forwards, Map.of(), "target/a.tar"));
        var second = build(ImageConfig.ofFiles("n", List.of(), FILES, List.of("app/run"), backwards, Map.of(), "target/a.tar"));
        var third = build(SmallImage.script(FILES, forwards));
        var fourth = build(SmallImage.script(FILES, backwards));

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(fourth.digest()).isEqualTo(third.digest());
    }

    @Test void saysWhatItBuilt() throws Exception {
        var report = build(FILES);
        var stage = ImageStage.unscanned(SmallImage.script(FILES, Map.of()), "abc123");

        assertThat(report.size()).isEqualTo(Files.size(report.archive()));
        assertThat(report.layers()).extracting(ImageReport.Layer::what)
                .containsExactly("shared libraries (0) and an empty /tmp", "app/run, data");
        assertThat(report.report().tables().get(0).rows()).hasSize(2);
        assertThat(report.report().summary()).contains(report.digest().value(), "small");
        assertThat(report.report().measures().named("layers").orElseThrow().text()).isEqualTo("2");
        assertThat(stage.judge(report).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(stage.id()).isEqualTo(StageId.IMAGE);
    }

    @Test void writesOnlyBelowTarget() throws Exception {
        build(FILES);

        try (var files = Files.list(workspace)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("build", "target");
        }
        try (var files = Files.list(workspace.resolve("target/image"))) {
            assertThat(files).containsExactly(workspace.resolve("target/image/small.tar"));
        }
    }

    @Test void keepsTheOldArchiveWhenTheNewOneCannotBeBuilt() throws Exception {
        var old = build(FILES);
        byte[] bytes = Files.readAllBytes(old.archive());

        assertThatThrownBy(() -> build(Map.of("build/run", "app/run", "build/gone", "gone"))).isInstanceOf(StageException.class)
                .hasMessageContaining("image.files names build/gone").hasMessageContaining("Build first");
        assertThat(old.archive()).hasBinaryContent(bytes);
    }

    @Test void refusesFilesFromOutsideTheWorkspace(@TempDir Path outside) throws Exception {
        SmallImage.write(outside.resolve("secret"), "s");
        Files.createSymbolicLink(workspace.resolve("build/data/link"), outside.resolve("secret"));

        assertThatThrownBy(() -> build(FILES)).isInstanceOf(StageException.class).hasMessageContaining("outside the workspace");
        assertThatThrownBy(() -> build(Map.of("../secret", "a"))).isInstanceOf(StageException.class)
                .hasMessageContaining("climbs out");
        assertThatThrownBy(() -> build(Map.of(outside.resolve("secret").toString(), "a")))
                .hasMessageContaining("outside the workspace");
    }

    @Test void takesALinkToAFileButNoneToAFolder() throws Exception {
        Files.createSymbolicLink(workspace.resolve("build/data/link"), Path.of("a"));
        var contents = contents(build(FILES));
        Files.createSymbolicLink(workspace.resolve("build/data/loop"), Path.of("."));

        assertThat(contents).containsEntry("data/link", "644");
        assertThatThrownBy(() -> build(FILES)).isInstanceOf(StageException.class).hasMessageContaining("no links to folders");
    }

    @Test void refusesPlacesThatAreNone() {
        for (var place : List.of("/abs", "../up", "a/../b", "a//b", "", " ")) {
            assertThatThrownBy(() -> build(Map.of("build/run", place))).as(place).isInstanceOf(StageException.class)
                    .hasMessageContaining("Expected a relative path");
        }
        assertThatThrownBy(() -> build(Map.of("build/run", "x", "build/data/a", "x")))
                .hasMessageContaining("at \"/x\" in the image, where a file is");
        assertThatThrownBy(() -> build(Map.of("build/run", "."))).hasMessageContaining("at \"\" in the image, where a folder is");
    }

    @Test void putsAFolderAtTheRoot() throws Exception {
        assertThat(contents(build(Map.of("build/data", ".", "build/run", "app/run")))).containsKeys("a", "b/c", "app/run");
    }

    @Test void refusesWhatIsNeitherFileNorFolder() throws Exception {
        var pipe = workspace.resolve("build/data/pipe");
        var made = SmallImage.ports(workspace, new LogLines()).commands()
                .run(io.jenkins.plugins.greenlight.port.Command.of(workspace, java.time.Duration.ofSeconds(10), "mkfifo",
                        pipe.toString()));

        assertThat(made.succeeded()).isTrue();
        assertThatThrownBy(() -> build(FILES)).isInstanceOf(StageException.class).hasMessageContaining("neither file nor folder");
    }

    @Test void refusesAnEntrypointThatNothingPutsIntoTheImage() {
        assertThatThrownBy(() -> build(Map.of("build/data", "data"))).isInstanceOf(StageException.class)
                .hasMessageContaining("Nothing puts the program of image.entrypoint [app/run, -x, data/a]");
        assertThatThrownBy(() -> build(ImageConfig.ofFiles("n", List.of(), FILES, List.of(), Map.of(), Map.of(), "target/a.tar")))
                .hasMessageContaining("Nothing puts");
    }

    @Test void acceptsAnEntrypointFromTheRoot() throws Exception {
        var absolute = ImageConfig.ofFiles("n", List.of(), FILES, List.of("/app/run"), Map.of(), Map.of(), "target/a.tar");

        assertThat(document(build(absolute), "\"rootfs\"")).contains("\"Entrypoint\":[\"/app/run\"]");
    }

    @Test void refusesANameThatIsNone() {
        assertThatThrownBy(() -> build(ImageConfig.ofFiles("No Name", List.of(), FILES, List.of("app/run"), Map.of(), Map.of(),
                "target/a.tar"))).isInstanceOf(StageException.class).hasMessageContaining("Change image.name");
    }

    @Test void buildsTwoImagesAtOnce() throws Exception {
        var digests = java.util.Collections.synchronizedSet(new java.util.HashSet<>());
        var problems = AtOnce.run(3, () -> digests.add(build(FILES).digest()));

        assertThat(problems).isEmpty();
        assertThat(digests).isEqualTo(Set.of(build(FILES).digest()));
    }
}
