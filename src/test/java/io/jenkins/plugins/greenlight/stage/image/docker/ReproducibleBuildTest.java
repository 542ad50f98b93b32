package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ReproducibleBuildTest {
    private static final Instant DATE = Instant.parse("2024-05-06T07:08:09.5Z");

    @TempDir Path folder;
    private String host;

    @BeforeEach void anEngine() throws Exception {
        host = PrivateDocker.ready().host();
    }

    private EngineWork work(String name) throws Exception {
        var work = new EngineWork(Files.createDirectories(folder.resolve(name)), host);
        Files.setLastModifiedTime(work.root.resolve("busybox"), FileTime.from(Instant.parse("2011-01-01T00:00:00Z")));
        work.date = Optional.of(DATE);
        work.labels = Map.of("b", "2", "a", "1");
        return work.write("data/x", "x");
    }

    private static String config(BuiltImage built) throws Exception {
        return built.archive().text(built.archive().images().get(0).config());
    }

    private static BuiltImage dated(EngineWork work) throws Exception {
        work.dockerfile("FROM scratch", "COPY busybox sh /bin/", "ARG SOURCE_DATE_EPOCH", "COPY data /data", "RUN echo $SOURCE_DATE_EPOCH > /made; "
                + "/bin/busybox ln /made /again; /bin/busybox mknod /dev0 c 1 3; /bin/busybox rm /data/x", "CMD cat /made");
        return work.build();
    }

    @Test void givesTheSameDigestForTheSameFilesWithoutAnyCache() throws Exception {
        var before = work("one").all();
        var first = dated(work("first"));
        assertThat(work("two").all()).as("nothing is there to be taken over").isEqualTo(before);
        var work = work("second");
        var second = dated(work);

        assertThat(config(second)).isEqualTo(config(first)).contains("\"created\":\"2024-05-06T07:08:09Z\"").doesNotContain("container", "docker_version");
        assertThat(second.archive().digest()).isEqualTo(first.archive().digest());
        assertThat(work.load(image(second), "dated:1")).isEqualTo(image(second).config());
        assertThat(work.run("dated:1")).isEqualTo(DATE.getEpochSecond() + " 0");
        assertThat(work.run("dated:1", "sh", "-c", "/bin/busybox stat -c '%Y %h %F' /made /again /dev0 /bin/busybox; /bin/busybox ls -A /data"))
                .isEqualTo(("%1$d 2 regular file\n%1$d 2 regular file\n%1$d 1 character special file\n1293840000 1 regular file 0")
                        .formatted(DATE.getEpochSecond()));
        work.remove("dated:1");
    }

    @Test void differsWithoutADateAndKeepsTheEnginesOwnBytesThen() throws Exception {
        var work = work("one");
        work.date = Optional.empty();
        var first = dated(work);
        var other = work("two");
        other.date = Optional.empty();

        assertThat(dated(other).archive().digest()).isNotEqualTo(first.archive().digest());
        assertThat(config(first)).contains("container_config");
    }

    @Test void leavesTheBaseImagesLayersAndHistoryAsTheyAre() throws Exception {
        var lower = work("lower");
        lower.date = Optional.empty();
        lower.labels = Map.of();
        lower.dockerfile("FROM scratch", "COPY busybox sh /bin/", "ENV BASE=1");
        var base = lower.build();
        lower.load(image(base), "lower:2");
        var work = work("upper");
        work.dockerfile("FROM lower:2", "ENV OWN=1", "RUN echo own > /own");

        var first = work.build();
        var second = work.build();

        assertThat(second.archive().digest()).isEqualTo(first.archive().digest());
        assertThat(image(first).diffIds().get(0)).isEqualTo(image(base).diffIds().get(0));
        assertThat(first.base().orElseThrow().layersOf(image(first))).isEqualTo(1);
        var history = Json.read(config(first), "c").get("history").items();
        var baseHistory = Json.read(config(base), "c").get("history").items();
        assertThat(history.get(0).get("created").text()).isEqualTo(baseHistory.get(0).get("created").text());
        assertThat(history.get(1).get("created").text()).isEqualTo(baseHistory.get(1).get("created").text());
        assertThat(history.subList(2, history.size())).hasSize(4).allMatch(entry -> entry.get("created").text().equals("2024-05-06T07:08:09Z"));
        work.remove("lower:2");
    }

    private static OciImage image(BuiltImage built) {
        return built.archive().images().get(0);
    }
}
