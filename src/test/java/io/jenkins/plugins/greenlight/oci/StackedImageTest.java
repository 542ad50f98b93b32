package io.jenkins.plugins.greenlight.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackedImageTest {
    private static final Platform INTEL = Platform.of("linux/amd64");
    @TempDir Path folder;

    /** One layer packed, one plain. */
    private OciImage base(Map<String, Object> config) throws IOException {
        var archive = new TestArchive().layer(new TarWriter().file("base", 0644, "base"))
                .layer(new TarWriter().file("plain", 0644, "plain").bytes(), TestArchive.PLAIN).config(config);
        return OciArchive.read(archive.write(folder.resolve("base.tar"))).images().get(0);
    }

    private OciImage above(Map<String, Object> config) throws IOException {
        var archive = new TestArchive().layer(new TarWriter().file("own", 0644, "own")).config(config).created("2026-01-02T03:04:05Z");
        return OciArchive.read(archive.write(folder.resolve("above.tar"))).images().get(0);
    }

    private OciImage stacked(Map<String, Object> base, Map<String, Object> above, String platform) throws IOException {
        return StackedImage.write(base(base), above(above), Platform.of(platform), folder.resolve("stacked.tar")).images().get(0);
    }

    private static Node config(OciImage image) throws IOException {
        return Json.read(image.archive().text(image.config()), "config");
    }

    @Test void keepsTheBaseLayersByteByByteBelowItsOwn() throws Exception {
        var base = base(Map.of());
        var above = above(Map.of());

        var stacked = StackedImage.write(base, above, INTEL, folder.resolve("stacked.tar")).images().get(0);

        assertThat(stacked.layers()).isEqualTo(Stream.concat(base.layers().stream(), above.layers().stream()).toList());
        assertThat(stacked.diffIds()).isEqualTo(Stream.concat(base.diffIds().stream(), above.diffIds().stream()).toList());
        for (var layer : base.layers()) {
            try (var was = base.archive().open(layer.digest()); var is = stacked.archive().open(layer.digest())) {
                assertThat(is).hasSameContentAs(was);
            }
        }
        assertThat(config(stacked).get("history").items()).hasSize(3);
        assertThat(stacked.archive().mediaType()).isEqualTo(MediaTypes.MANIFEST);
    }

    @Test void takesDockersLayersForWhatTheyAreAndKeepsTheHistory() throws Exception {
        byte[] packed = TestArchive.gzip(new TarWriter().file("base", 0644, "base").bytes());
        var docker = new TestArchive().layer(packed, MediaTypes.DOCKER_LAYER_GZIP).history(List.of(Map.of("created_by", "ADD base"),
                Map.of("created_by", "ENV A=1", "empty_layer", true)));
        var base = OciArchive.read(docker.write(folder.resolve("base.tar"))).images().get(0);

        var stacked = StackedImage.write(base, above(Map.of()), INTEL, folder.resolve("stacked.tar")).images().get(0);

        assertThat(stacked.archive().text(stacked.digest().value())).doesNotContain("docker").contains(base.layers().get(0).digest());
        assertThat(config(stacked).get("history").plain()).isEqualTo(List.of(Map.of("created_by", "ADD base"),
                Map.of("created_by", "ENV A=1", "empty_layer", true), Map.of("comment", "layer of the image")));
    }

    @Test void inheritsUserEnvironmentWorkingDirectoryAndWhatElseConcernsTheStart() throws Exception {
        var config = config(stacked(Map.of("User", "65532", "Env", List.of("PATH=/bin", "LANG=C"), "WorkingDir", "/srv", "StopSignal", "SIGQUIT",
                "OnBuild", List.of("RUN x")), Map.of("Env", List.of("A=1", "LANG=de"), "WorkingDir", "/"), "linux/amd64")).get("config");

        assertThat(config.get("User").text()).isEqualTo("65532");
        assertThat(config.get("Env").plain()).isEqualTo(List.of("PATH=/bin", "LANG=de", "A=1"));
        assertThat(config.get("WorkingDir").text()).isEqualTo("/srv");
        assertThat(config.get("StopSignal").text()).isEqualTo("SIGQUIT");
        assertThat(config.find("OnBuild")).isEmpty();
    }

    @Test void startsItsOwnProgramWithoutTheArgumentsOfTheBasesElseTheBases() throws Exception {
        var base = Map.<String, Object>of("Entrypoint", List.of("/base"), "Cmd", List.of("-b"));

        assertThat(stacked(base, Map.of("Entrypoint", List.of("/own", "-o")), "linux/amd64").settings().argv()).containsExactly("/own", "-o");
        assertThat(stacked(base, Map.of("Entrypoint", List.of()), "linux/amd64").settings().argv()).containsExactly("/base", "-b");
        assertThat(stacked(Map.of(), Map.of("WorkingDir", "/"), "linux/amd64").settings().workingDirectory()).isEqualTo("/");
    }

    @Test void saysOfItselfNothingThatTheBaseSaysOfItself() throws Exception {
        var labels = stacked(Map.of("Labels", Map.of("org.opencontainers.image.version", "12", "team", "base", "os", "debian")),
                Map.of("Labels", Map.of("team", "green", "org.opencontainers.image.revision", "abc")), "linux/amd64").settings().labels();

        assertThat(labels).isEqualTo(Map.of("team", "green", "os", "debian", "org.opencontainers.image.revision", "abc"));
    }

    @Test void isOfTheTimeOfWhatWasLaidOnTopAndOfTheBasesPlatform() throws Exception {
        var config = config(stacked(Map.of(), Map.of(), "linux/amd64/v3"));

        assertThat(config.get("created").text()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(List.of(config.get("os").text(), config.get("architecture").text(), config.get("variant").text()))
                .containsExactly("linux", "amd64", "v3");
    }

    @Test void givesTheSameBytesAgain() throws Exception {
        var labels = Map.<String, Object>of("Labels", Map.of("a", "1", "b", "2", "c", "3"));
        var first = StackedImage.write(base(labels), above(labels), INTEL, folder.resolve("first.tar"));
        var second = StackedImage.write(base(labels), above(labels), INTEL, folder.resolve("second.tar"));

        assertThat(second.file()).hasSameBinaryContentAs(first.file());
        assertThat(first.text(first.images().get(0).config())).startsWith("{\"created\":").contains("{\"type\":\"layers\",\"diff_ids\":[",
                "\"Labels\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}");
    }

    @Test void refusesABaseThatDoesNotSayWhatItsLayersHold() throws Exception {
        var base = new TestArchive().layer(new TarWriter().file("a", 0644, "a")).withoutContents();
        var image = OciArchive.read(base.write(folder.resolve("base.tar"))).images().get(0);

        assertThatThrownBy(() -> StackedImage.write(image, above(Map.of()), INTEL, folder.resolve("stacked.tar"))).isInstanceOf(IOException.class)
                .hasMessageContaining("has 1 layers, but its configuration names 0").hasMessageContaining("Use another base image");
        assertThat(folder.resolve("stacked.tar")).doesNotExist();
    }

    @Test void namesAVariantThatTheBuilderLeftOut() throws Exception {
        var above = above(Map.of("Entrypoint", List.of("/own")));

        var named = StackedImage.named(above, Platform.of("linux/arm/v7"), folder.resolve("named.tar")).images().get(0);

        assertThat(named.platform()).isEqualTo(Platform.of("linux/arm/v7"));
        assertThat(named.layers()).isEqualTo(above.layers());
        assertThat(named.settings()).isEqualTo(above.settings());
    }
}
