package io.jenkins.plugins.greenlight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.World;
import io.jenkins.plugins.greenlight.oci.OciArchive;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.registry.PrivateRegistry;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.StageResult;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that another job built and pushed to a real registry is deployed by its digest. */
class RegistryDeliveryTest {
    private static PrivateRegistry registry;
    @TempDir Path folder;
    private Delivery delivery;
    private Path archive;
    private String digest;

    @BeforeAll static void start() throws Exception {
        registry = PrivateRegistry.plain();
    }

    @AfterAll static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @BeforeEach void anotherJobPushedIt() throws Exception {
        delivery = new Delivery(folder);
        delivery.staging.deploy(1);
        delivery.production.deploy(1);
        delivery.sections.put(StageId.IMAGE, image(registry.host()));
        assertThat(delivery.run(EnumSet.of(StageId.IMAGE))).isZero();
        digest = delivery.report().digest().orElseThrow();
        archive = folder.resolve("workspace/target/greenlight/image.tar");
        Files.delete(archive);
        for (var world : List.of(delivery.staging, delivery.production)) {
            world.runtime.atAccept = brought -> {
                try {
                    OciArchive.open(brought, new ImageDigest(digest));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
        }
        delivery.said.clear();
    }

    @AfterEach void nothingPulledIsLeft() throws Exception {
        delivery.close();
        try (var files = Files.walk(folder.resolve("workspace/target"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tar")
                    && !name.equals("image.tar"));
        }
    }

    static String image(String host) {
        return "image: {name: shop, files: {run: app/run}, entrypoint: [app/run], push: {repository: \"" + host
                + "/team/shop\"}, registry: {insecure: [\"" + host + "\"], attempts: 2}}";
    }

    private int deploy(StageId... stages) throws IOException {
        return delivery.run(EnumSet.copyOf(Set.of(stages)), "--digest", digest, "--release", "r2");
    }

    private StageResult only() throws IOException {
        assertThat(delivery.report().stages()).hasSize(1);
        return delivery.report().stages().get(0);
    }

    private static boolean serves(World world, String release) {
        return world.runtime.running.values().stream().anyMatch(instance -> instance.release().value().equals(release));
    }

    private List<Path> broughtToProduction() {
        return delivery.production.runtime.accepted;
    }

    @Test void pullsWhatThisMachineDoesNotHave() throws Exception {
        assertThat(deploy(StageId.PRODUCTION)).isZero();

        assertThat(serves(delivery.production, "r2")).isTrue();
        assertThat(broughtToProduction()).last().asString().contains("target/greenlight/report/pulled-")
                .endsWith(digest.substring(7) + ".tar");
    }

    @Test void takesTheArchiveThatIsHereAndHoldsJustThatImage() throws Exception {
        assertThat(delivery.run(EnumSet.of(StageId.IMAGE))).isZero();
        registry.stop();
        try {
            assertThat(deploy(StageId.PRODUCTION)).isZero();
        } finally {
            registry.start();
        }

        assertThat(broughtToProduction()).last().isEqualTo(archive);
    }

    @Test void pullsWhenTheArchiveThatIsHereHoldsSomethingElse() throws Exception {
        Files.writeString(archive, "no archive at all");

        assertThat(deploy(StageId.PRODUCTION)).isZero();

        assertThat(broughtToProduction()).last().isNotEqualTo(archive);
        assertThat(delivery.said).anyMatch(line -> line.startsWith("The archive on this machine is not used: " + archive));
    }

    @Test void pullsOnceForAllStages() throws Exception {
        assertThat(deploy(StageId.LOAD, StageId.STAGING, StageId.PRODUCTION)).isZero();

        assertThat(broughtToProduction()).last()
                .isEqualTo(delivery.staging.runtime.accepted.get(delivery.staging.runtime.accepted.size() - 1));
        assertThat(delivery.loaded.started).singleElement().satisfies(spec -> assertThat(spec.digest().value())
                .isEqualTo(digest));
    }

    @Test void needsNoRegistryForWhatTheTargetHas() throws Exception {
        delivery.production.runtime.images.add(new ImageDigest(digest));
        delivery.production.runtime.atAccept = archive -> { };
        registry.stop();
        try {
            assertThat(deploy(StageId.PRODUCTION)).isZero();
        } finally {
            registry.start();
        }
    }

    @Test void saysThatTheRegistryDoesNotHaveIt() throws Exception {
        digest = "sha256:" + "ab".repeat(32);

        assertThat(deploy(StageId.PRODUCTION)).isEqualTo(Ending.ERROR.exitCode());

        assertThat(only().error()).isEqualTo("There is no archive " + archive + " of image " + digest
                + " on this machine, and it could not be"
                + " pulled: " + registry.host() + "/team/shop@" + digest
                + " is not in the registry. Expected an image that greenlight image"
                + " pushed there: take the digest from that run's report.json, or push the image again if it was removed since.");
        assertThat(serves(delivery.production, "r2")).isFalse();
    }

    @Test void saysThatTheRegistryIsDown() throws Exception {
        registry.stop();
        try {
            assertThat(deploy(StageId.PRODUCTION)).isEqualTo(Ending.ERROR.exitCode());
        } finally {
            registry.start();
        }

        assertThat(only().error()).contains("could not be pulled: ", "nothing accepts connections at " + registry.host());
        assertThat(serves(delivery.production, "r2")).isFalse();
    }

    @Test void saysThatTheRegistryWantsCredentials() throws Exception {
        try (var locked = PrivateRegistry.withPassword()) {
            delivery.sections.put(StageId.IMAGE, image(locked.host()));

            assertThat(deploy(StageId.PRODUCTION)).isEqualTo(Ending.ERROR.exitCode());
        }

        assertThat(only().error()).contains("could not be pulled: ", "401");
    }

    @Test void saysThatTheLoadTestHasNoImage() throws Exception {
        digest = "sha256:" + "ab".repeat(32);

        assertThat(deploy(StageId.LOAD)).isEqualTo(Ending.ERROR.exitCode());

        assertThat(only().error()).contains("could not be started", "is not in the registry");
    }

    @Test void pullsNothingAfterAStopWasAskedFor() throws Exception {
        delivery.when.put("== Production", delivery.stop::ask);

        assertThat(deploy(StageId.PRODUCTION)).isEqualTo(Ending.ERROR.exitCode());

        assertThat(only().error()).startsWith("Stopped: ");
        assertThat(serves(delivery.production, "r2")).isFalse();
    }
}
