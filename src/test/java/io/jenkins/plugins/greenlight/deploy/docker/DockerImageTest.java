package io.jenkins.plugins.greenlight.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.PruneType;
import io.jenkins.plugins.greenlight.deploy.Runtime.Instance;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.deploy.RuntimeContract;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.parse.TarWriter;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image on an engine is what its digest says, or is not used. No registry is anywhere. */
@Tag("slow")
class DockerImageTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
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

    private Instance start(String name, ImageDigest digest) throws Exception {
        return runtime.start(new Spec(name, new ReleaseId("r1"), digest, Slot.BLUE, 7, RuntimeContract.freePort(), Map.of()));
    }

    private String tag(ImageDigest digest) throws IOException {
        return docker.engine.read("list", client -> client.listImagesCmd().withReferenceFilter("greenlight/shop:" + digest.hex() + "-*").exec())
                .get(0).getRepoTags()[0];
    }

    @Test void takesOverNothingOfWhichAByteWasChanged() throws Exception {
        var archive = BusyboxImage.archive("changed");
        var file = archive.write(folder.resolve("image.tar"));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> runtime.accept(archive.digest(), file)).isInstanceOf(IOException.class).hasMessageContaining("was changed");
        assertThatThrownBy(() -> runtime.accept(archive.digest(), folder.resolve("none.tar"))).isInstanceOf(IOException.class)
                .hasMessageContaining("There is no archive");
        assertThat(runtime.holds(archive.digest())).isFalse();
    }

    @Test void givesBackWhatTheEngineKeepsOfAnImage() throws Exception {
        var digest = DockerFixture.digest("one");
        runtime.accept(digest, DockerFixture.archive("one"));

        runtime.save(digest, Files.createDirectory(folder.resolve("scratch")), folder.resolve("saved.tar"));

        var accepted = OciArchive.read(DockerFixture.archive("one")).images().get(0);
        var saved = OciArchive.read(folder.resolve("saved.tar")).images().get(0);
        assertThat(saved.config()).isEqualTo(accepted.config());
        assertThat(saved.diffIds()).isNotEmpty().isEqualTo(accepted.diffIds());
        assertThatThrownBy(() -> runtime.save(new ImageDigest("sha256:" + "ab".repeat(32)), folder, folder.resolve("none.tar")))
                .isInstanceOf(IOException.class).hasMessageContaining("is not on the Docker Engine at");
    }

    @Test void refusesLayersThatAreNotThoseOfTheConfiguration() throws Exception {
        byte[] tar = new TarWriter().file("a", 0644, "a").bytes();
        var lying = new TestArchive().layer(TestArchive.gzip(tar), TestArchive.GZIP); // names the packed bytes' digest as the content's
        var file = lying.write(folder.resolve("image.tar"));

        assertThatThrownBy(() -> runtime.accept(lying.digest(), file)).isInstanceOf(IOException.class).hasMessageContaining("refused the image");
        assertThat(runtime.holds(lying.digest())).isFalse();
    }

    @Test void takesPlainLayersAndLayersThatAreThereTwice() throws Exception {
        byte[] plain = new TarWriter().file("a", 0644, "a").bytes();
        var twice = BusyboxImage.archive("twice").layer(plain, TestArchive.PLAIN).layer(plain, TestArchive.PLAIN);
        runtime.accept(write(twice), folder.resolve("image.tar"));

        assertThat(runtime.alive(start("blue-7", twice.digest()))).isTrue();
    }

    private ImageDigest write(TestArchive archive) throws IOException {
        archive.write(folder.resolve("image.tar"));
        return archive.digest();
    }

    @Test void bindsTheImageToItsDigestAndNeedsNoArchiveLater() throws Exception {
        var archive = BusyboxImage.archive("kept");
        var file = archive.write(folder.resolve("image.tar"));
        runtime.accept(archive.digest(), file);
        Files.delete(file);

        var image = docker.engine.read("look", client -> client.inspectImageCmd(tag(archive.digest())).exec());

        assertThat(tag(archive.digest())).isEqualTo("greenlight/shop:" + archive.digest().hex() + "-"
                + image.getId().substring("sha256:".length(), "sha256:".length() + 32));
        assertThat(docker.runtime().holds(archive.digest())).isTrue();
        assertThat(runtime.alive(start("blue-7", archive.digest()))).isTrue();
    }

    @Test void seesATagThatWasMovedAndMovesItBackWithTheArchive() throws Exception {
        var archive = BusyboxImage.archive("moved");
        var file = archive.write(folder.resolve("image.tar"));
        runtime.accept(archive.digest(), file);
        runtime.accept(DockerFixture.digest("one"), DockerFixture.archive("one"));
        var tag = tag(archive.digest()).split(":")[1];
        docker.engine.act("tag", client -> client.tagImageCmd(tag(DockerFixture.digest("one")), "greenlight/shop", tag).withForce(true).exec());

        assertThat(runtime.holds(archive.digest())).isFalse();
        assertThatThrownBy(() -> start("blue-7", archive.digest())).isInstanceOf(IOException.class).hasMessageContaining("was moved to image sha256:");

        runtime.accept(archive.digest(), file);
        assertThat(runtime.alive(start("blue-7", archive.digest()))).isTrue();
    }

    @Test void keepsARunningReleaseThroughAPruneAndSaysWhenAStoppedOneIsGone() throws Exception {
        var running = BusyboxImage.archive("running");
        var stopped = BusyboxImage.archive("stopped");
        for (var archive : new TestArchive[] {running, stopped}) {
            archive.write(folder.resolve("image.tar"));
            runtime.accept(archive.digest(), folder.resolve("image.tar"));
        }
        var instance = start("blue-7", running.digest());
        runtime.stop(start("blue-8", stopped.digest()), GRACE);

        docker.engine.act("prune", client -> client.pruneCmd(PruneType.IMAGES).withDangling(false).exec());

        assertThat(runtime.alive(instance)).isTrue();
        assertThat(runtime.holds(running.digest())).isTrue();
        assertThat(runtime.holds(stopped.digest())).isFalse();
        assertThatThrownBy(() -> start("blue-9", stopped.digest())).isInstanceOf(IOException.class)
                .hasMessageContaining(stopped.digest().value()).hasMessageContaining("it was pruned").hasMessageContaining("Deploy it");
        runtime.stop(instance, GRACE);
        assertThat(runtime.alive(start("blue-10", running.digest()))).isTrue();
    }
}
