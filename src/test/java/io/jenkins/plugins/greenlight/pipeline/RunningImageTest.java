package io.jenkins.plugins.greenlight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.config.ConfigReader;
import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.deploy.Target;
import io.jenkins.plugins.greenlight.deploy.process.ProcessRuntime;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.image.scan.ProductionImage.Live;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What production runs is found in its state, its bytes in a real registry or in a real store of production's. */
class RunningImageTest {
    private static PrivateRegistry registry;
    @TempDir Path folder;
    private Delivery delivery;
    private Ports ports;
    private ProcessRuntime runtime;
    private Live live;

    @BeforeAll static void start() throws Exception {
        registry = PrivateRegistry.plain();
    }

    @AfterAll static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @BeforeEach void releaseTwoIsLive() throws Exception {
        delivery = new Delivery(folder);
        delivery.production.deploy(1);
        delivery.sections.put(StageId.IMAGE, RegistryDeliveryTest.image(registry.host()));
        assertThat(delivery.run(EnumSet.of(StageId.IMAGE, StageId.PRODUCTION), "--release", "r2")).isZero();
        live = new Live(new ReleaseId("r2"), new ImageDigest(delivery.report().digest().orElseThrow()));
        ports = LocalPorts.at(folder.resolve("workspace"), new Log() {
            @Override public void info(String line) { }

            @Override public void warn(String line) { }
        });
        runtime = new ProcessRuntime("shop", "production", folder.resolve("home"), ports.daemons());
    }

    @AfterEach void end() {
        delivery.close();
    }

    private RunningImage image() throws Exception {
        return image("");
    }

    private RunningImage image(String without) throws Exception {
        var text = Files.readString(folder.resolve("workspace/greenlight.yaml"));
        return image(ConfigReader.read(without.isEmpty() ? text : text.replaceAll("(?m)^" + without + ":.*$", ""),
                "greenlight.yaml"));
    }

    private RunningImage image(GreenlightConfig config) {
        return new RunningImage(config, new Looked(), PushedImages.of(config.image(), ports));
    }

    /** Production with a real runtime, only to be looked at. */
    private final class Looked implements Places {
        @Override public Target open(String app, String environment, DeploySettings settings) {
            throw new IllegalStateException("Nobody may open production.");
        }

        @Override public Target look(String app, String environment, DeploySettings settings) {
            var target = delivery.production.target(ports);
            return new Target(target.app(), environment, runtime, target.router(), target.store(), ports, target.holder(),
                    target.alive(),
                    target.crashpoint(), target.stop());
        }

        @Override public StopSignal stop() {
            return delivery.stop;
        }

        @Override public Runtime throwAway(String app, Optional<DockerSite> docker) {
            return delivery.loaded;
        }

        @Override public int freePort() {
            return 0;
        }
    }

    @Test void saysWhatIsLiveWhileSomebodyElseDeploys() throws Exception {
        delivery.production.leaseHeldBy("somebody else");

        assertThat(image().live()).contains(live);
    }

    @Test void saysThatNothingIsLive() throws Exception {
        var fresh = new Delivery(folder.resolve("fresh"));
        var config = ConfigReader.read(Files.readString(folder.resolve("workspace/greenlight.yaml")), "greenlight.yaml");

        assertThat(new RunningImage(config, fresh, Optional.empty()).live()).isEmpty();
        fresh.close();
    }

    @Test void takesItsBytesFromTheRegistry() throws Exception {
        var found = image().fetch(live, folder);

        assertThat(found.digest()).isEqualTo(live.digest());
        assertThat(found.file()).startsWith(folder);
    }

    @Test void takesItsBytesFromProductionWhileTheRegistryIsDown() throws Exception {
        runtime.accept(live.digest(), folder.resolve("workspace/target/greenlight/image.tar"));
        registry.stop();
        try {
            assertThat(image().fetch(live, folder).digest()).isEqualTo(live.digest());
        } finally {
            registry.start();
        }
    }

    @Test void takesItsBytesFromProductionWhereNothingIsPushed() throws Exception {
        runtime.accept(live.digest(), folder.resolve("workspace/target/greenlight/image.tar"));

        assertThat(image("image").fetch(live, folder).digest()).isEqualTo(live.digest());
    }

    @Test void saysWhereItLookedInVain() throws Exception {
        var unknown = new Live(new ReleaseId("r0"), new ImageDigest("sha256:" + "ab".repeat(32)));

        assertThatThrownBy(() -> image().fetch(unknown, folder)).isInstanceOf(IOException.class)
                .hasMessageContaining("The image " + unknown.digest()
                        + " of release r0 was looked for in the registry and in production")
                .hasMessageContaining("/team/shop@" + unknown.digest() + " is not in the registry")
                .hasMessageContaining("is not on this host: there is no " + folder.resolve("home"));
    }

    @Test void asksForASectionThatSaysWhereProductionIs() throws Exception {
        var image = image("production");

        assertThatThrownBy(image::live).isInstanceOf(IOException.class).hasMessageContaining("has no section production");
    }
}
