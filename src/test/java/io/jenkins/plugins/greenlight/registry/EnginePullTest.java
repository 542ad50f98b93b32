package io.jenkins.plugins.greenlight.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.docker.DockerEngine;
import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.oci.TestArchive;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others make of a pushed image. */
@Tag("slow")
class EnginePullTest {
    @TempDir Path folder;

    @Test void aDockerEnginePullsByTheSameDigest() throws Exception {
        var docker = PrivateDocker.ready();
        var image = OciArchive.read(TestArchive.script().write(folder.resolve("image.tar")));
        try (var registry = PrivateRegistry.plain(); var engine = DockerEngine.at(docker.host())) {
            var name = ImageName.parse(registry.host() + "/team/shop");
            new RegistryScene(folder).insecure(registry.host()).registry().push(image, name, List.of("1.4"));

            var reference = name + "@" + image.digest();
            engine.act("pull", client -> client.pullImageCmd(reference).start()).awaitCompletion(60, TimeUnit.SECONDS);

            var found = engine.act("look", client -> client.inspectImageCmd(reference).exec());
            assertThat(found.getId()).isEqualTo(image.images().get(0).config());
            assertThat(found.getRepoDigests()).containsExactly(reference);
            engine.act("remove", client -> client.removeImageCmd(reference).withForce(true).exec());
        }
    }
}
