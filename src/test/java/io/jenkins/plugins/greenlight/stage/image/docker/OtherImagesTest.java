package io.jenkins.plugins.greenlight.stage.image.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.docker.PrivateDocker;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.registry.ImageName;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.registry.Registry;
import io.jenkins.plugins.greenlight.registry.RegistryAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which other images a build takes from: those in FROM, and those whose layers may be used again. */
@Tag("slow")
class OtherImagesTest {
    @TempDir Path folder;
    private EngineWork work;

    @BeforeEach void anEngine() throws Exception {
        work = new EngineWork(Files.createDirectories(folder.resolve("w")), PrivateDocker.ready().host());
    }

    private OciArchive base(String content) throws Exception {
        work.write("content", content).dockerfile("FROM scratch", "COPY content /base");
        return work.build().archive();
    }

    @Test void looksABaseImageUpAnewOnlyWhenToldTo() throws Exception {
        try (var server = PrivateRegistry.plain()) {
            var name = ImageName.parse(server.host() + "/base");
            var registry = new Registry(new RegistryAccess(List.of(), Optional.empty(), Set.of(server.host()), Optional.empty(), 1,
                    Duration.ofSeconds(60)), work.ports());
            var old = base("old");
            var fresh = base("fresh");
            registry.push(old, name, List.of("1"));
            work.dockerfile("FROM " + name + ":1", "COPY sh /own");
            assertThat(work.build().base().orElseThrow().diffIds()).containsValue(old.images().get(0).diffIds());
            registry.push(fresh, name, List.of("1"));

            var again = work.build();
            work.pull = true;
            var pulled = work.build();

            assertThat(again.base().orElseThrow().diffIds()).containsValue(old.images().get(0).diffIds());
            assertThat(pulled.base().orElseThrow().diffIds()).containsValue(fresh.images().get(0).diffIds());
            work.remove(name + ":1");
        }
    }

    @Test void takesLayersOnlyOfTheImagesThatAreNamed() throws Exception {
        work.dockerfile("FROM scratch", "COPY busybox sh /bin/", "RUN echo made > /made");
        work.name = "kept";
        work.keepCache = true;
        work.build();
        work.name = "other";
        work.keepCache = false;
        work.log.lines.clear();

        work.cacheFrom = List.of("nobody/has:this");
        work.build();
        work.cacheFrom = List.of("greenlight-build/kept:cache");
        work.build();

        assertThat(work.log.lines.stream().filter(line -> line.startsWith("Built ")).map(line -> line.replaceFirst(".*, (\\d).*", "$1")))
                .containsExactly("0", "2");
        work.remove("greenlight-build/kept:cache");
    }
}
