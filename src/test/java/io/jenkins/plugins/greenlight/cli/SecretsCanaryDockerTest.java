package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Container;
import io.jenkins.plugins.greenlight.canary.Detector;
import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.report.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Containers behind HAProxy with a canary in every credential: what the engines of both can be asked for, and what they keep. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsCanaryDockerTest {
    private static final String SECRET = "the secret DB_PASSWORD";
    private CanarySite canaries;
    private DockerParts parts;
    private String died;

    @BeforeAll void releasesRunInContainers() throws Exception {
        canaries = new CanarySite(DockerParts::of);
        parts = (DockerParts) canaries.site.parts;
        canaries.deliver(0, "r1", canaries.yaml(Mode.GOOD));
        canaries.site.usersCome();
        canaries.deliver(Ending.ROLLED_BACK.exitCode(), "r2", canaries.yaml(Mode.BAD));
        died = canaries.deliver(Ending.GATE_FAILED.exitCode(), "r3", canaries.yaml(Mode.DIES));
    }

    @AfterAll void closed() throws Exception {
        if (canaries != null) {
            canaries.close();
        }
    }

    @Test void noneIsInAnyFileOfWorkspacesStateRouterReportsAndLogs() throws Exception {
        assertThat(canaries.site.folder.resolve("haproxy/haproxy.cfg")).isNotEmptyFile();
        assertThat(canaries.site.folder.resolve("haproxy/live.map")).isNotEmptyFile();
        assertThat(canaries.leaks()).isEmpty();
    }

    @Test void noneIsInWhatHaproxyKeepsInMemory() throws Exception {
        var rows = String.join("\n", parts.haproxy.rows(parts.map));

        assertThat(rows).contains(canaries.site.app);
        assertThat(canaries.detector.in("the map", rows)).isEmpty();
    }

    @Test void noneIsInWhatIsInspected() throws Exception {
        for (var container : parts.containers()) {
            var inspected = new ObjectMapper().findAndRegisterModules().writeValueAsString(parts.engine.read("inspect",
                    client -> client.inspectContainerCmd(container.getId()).exec().getRawValues()));
            assertThat(inspected).contains("DB_PASSWORD_FILE=/run/secrets/DB_PASSWORD");
            assertThat(canaries.detector.in("docker inspect " + container.getId(), inspected)).isEmpty();
        }
        assertThat(parts.containers()).isNotEmpty();
    }

    @Test void noneIsInTheLayersAndTheConfigurationOfAnImage() throws Exception {
        for (var image : parts.containers().stream().map(Container::getImageId).distinct().toList()) {
            assertThat(saved(image)).as("layers and configuration").isEmpty();
        }
    }

    private List<Detector.Hit> saved(String id) throws IOException {
        return parts.engine.read("save", client -> {
            try (var in = client.saveImageCmd(id).exec()) {
                byte[] saved = in.readAllBytes();
                assertThat(saved).hasSizeGreaterThan(1_000_000);
                return canaries.detector.in("docker save " + id, saved);
            }
        });
    }

    /** The engine's own folder: its notes on containers and networks, all layers, and what the release wrote, which is its own. */
    @Test void noneIsInWhatTheDockerEngineKeepsButTheReleasesOwnLog() throws Exception {
        var root = Path.of(parts.engine.read("say where it keeps its data", client -> client.infoCmd().exec()).getDockerRootDir());
        var hits = new ArrayList<>(canaries.detector.inTree(root.resolve("containers"), path -> false));
        hits.addAll(canaries.detector.inTree(root.resolve("image"), path -> false));

        assertThat(root.resolve("image")).isNotEmptyDirectory();
        assertThat(hits).as("the release's own log").isNotEmpty().allSatisfy(hit -> {
            assertThat(hit.place()).endsWith("-json.log");
            assertThat(hit.credential()).isEqualTo(SECRET);
        });
    }

    @Test void noneIsAmongTheArgumentsOrInTheEnvironmentOfAProcess() throws Exception {
        canaries.assertProcessesAreClean();
        assertThat(canaries.watch.saw(SteeredRelease.class.getName())).as("a release was seen").isPresent();
        assertThat(canaries.watch.saw("haproxy")).as("the router was seen").isPresent();
    }

    @Test void whatTheReleaseSaidWasShownWithoutItsSecret() throws Exception {
        assertThat(died).contains("Logging in with **** at db:5432");
        assertThat(Files.readString(canaries.site.home.resolve("journal.json"))).contains("Logging in with ****");
    }
}
