package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.oci.TestArchive;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.Daemons;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRuntimeTest {
    @TempDir Path folder;
    private final ListedDaemons daemons = new ListedDaemons();
    private final TestArchive archive = TestArchive.script();
    private Path file;
    private Path home;
    private ProcessRuntime runtime;
    private ImageDigest digest;
    private int port;

    @BeforeEach void imageIsBuilt() throws IOException {
        file = archive.write(folder.resolve("image.tar"));
        digest = archive.digest();
        home = folder.resolve("home");
        runtime = new ProcessRuntime("shop", "staging", home, daemons);
        port = LoopbackPorts.free();
    }

    private Spec spec(String name) {
        return new Spec(name, new ReleaseId("r1"), digest, Slot.BLUE, 7, port, Map.of("A", "2", "MINE", "x", "PORT", "1"));
    }

    private Path rootfs() {
        return home.resolve("images").resolve(digest.hex()).resolve("rootfs");
    }

    @Test void startsTheProgramOfTheImageWithItsEnvironmentAndNothingElse() throws Exception {
        runtime.accept(digest, file);

        var instance = runtime.start(spec("blue-7"));

        var real = rootfs().toRealPath();
        assertThat(daemons.started)
                .containsExactly(new Daemons.Spec(prefix() + "blue-7", List.of(real.resolve("app/run").toString()),
                real, Map.of("A", "2", "B", "", "MINE", "x", "PORT", "" + port, "BIND", "127.0.0.1", "GREENLIGHT_RELEASE", "r1",
                "TMPDIR", home.resolve("instances/blue-7.tmp").toString()), home.resolve("instances/blue-7.log")));
        assertThat(home.resolve("instances/blue-7.tmp")).isEmptyDirectory();
        assertThat(instance.address()).hasToString("http://127.0.0.1:" + port);
        assertThat(runtime.instances()).containsExactly(instance);
        assertThat(runtime.alive(instance)).isTrue();
    }

    /** Another home, another application's instances: two checkouts on one host must not see each other's. */
    private String prefix() {
        return "shop/staging/" + Sha256.of(home.toAbsolutePath().normalize().toString()).substring(0, 8) + "/";
    }

    @Test void writesWhatAnInstanceIsBeforeItIsStarted() throws Exception {
        runtime.accept(digest, file);
        var seen = new ArrayList<Boolean>();
        daemons.beforeStart = () -> seen.add(Files.exists(home.resolve("instances/blue-7.json")));

        runtime.start(spec("blue-7"));

        assertThat(seen).containsExactly(true);
        assertThat(home.resolve("instances/blue-7.json")).content()
                .contains("\"release\" : \"r1\"", digest.value(), "\"epoch\" : 7");
    }

    @Test void findsTheInstanceThatAlreadyRuns() throws Exception {
        runtime.accept(digest, file);
        var first = runtime.start(spec("blue-7"));

        assertThat(runtime.start(spec("blue-7"))).isEqualTo(first);
        assertThat(daemons.started).hasSize(1);
        var other = new Spec("blue-7", new ReleaseId("r2"), digest, Slot.BLUE, 7, port, Map.of());
        assertThatThrownBy(() -> runtime.start(other)).isInstanceOf(IOException.class).hasMessageContaining("already runs");
    }

    @Test void looksAtEveryUnpackedFileBeforeAStart() throws Exception {
        runtime.accept(digest, file);
        Files.writeString(rootfs().resolve("a"), "b");

        assertThatThrownBy(() -> runtime.start(spec("blue-7"))).isInstanceOf(IOException.class)
                .hasMessageContaining("a was changed").hasMessageContaining("move " + rootfs().getParent() + " away");
        assertThat(runtime.holds(digest)).isFalse();
        assertThat(daemons.started).isEmpty();
    }

    @Test void seesMoreFilesFewerFilesOtherRightsAndOtherLinks() throws Exception {
        runtime.accept(digest, file);
        var more = Files.writeString(rootfs().resolve("app/evil.jar"), "");
        assertThatThrownBy(() -> runtime.start(spec("n"))).hasMessageContaining("app/evil.jar was added");
        Files.delete(more);

        Trees.permit(rootfs().resolve("a"), 0777);
        assertThatThrownBy(() -> runtime.start(spec("n"))).hasMessageContaining("a was changed");
        Trees.permit(rootfs().resolve("a"), 0600);

        Files.delete(rootfs().resolve("link"));
        assertThatThrownBy(() -> runtime.start(spec("n"))).hasMessageContaining("link is missing");
        Files.createSymbolicLink(rootfs().resolve("link"), Path.of("a"));
        assertThatThrownBy(() -> runtime.start(spec("n"))).hasMessageContaining("link was changed");

        Files.delete(rootfs().resolveSibling("tree.sha256"));
        assertThatThrownBy(() -> runtime.start(spec("n"))).hasMessageContaining("its listing or its rootfs is missing");
        assertThat(daemons.started).isEmpty();
    }

    @Test void unpacksAnewAtTheStartWhatWasMovedAway() throws Exception {
        runtime.accept(digest, file);
        Files.move(rootfs().getParent(), folder.resolve("away"));

        runtime.start(spec("blue-7"));

        assertThat(rootfs().resolve("app/run")).exists();
    }

    @Test void refusesAStartFromAChangedOrMissingArchive() throws Exception {
        assertThatThrownBy(() -> runtime.start(spec("n"))).isInstanceOf(IOException.class)
                .hasMessageContaining("is not on this host");
        runtime.accept(digest, file);
        var tar = home.resolve("images").resolve(digest.hex() + ".tar");
        byte[] bytes = Files.readAllBytes(tar);
        bytes[1024] ^= 1;
        Files.write(tar, bytes);

        assertThatThrownBy(() -> runtime.start(spec("n"))).isInstanceOf(IOException.class).hasMessageContaining("was changed");
    }

    @Test void namesThePortThatIsInUseAndWhoUsesIt() throws Exception {
        runtime.accept(digest, file);
        runtime.start(spec("blue-6"));
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();

            assertThatThrownBy(() -> runtime.start(spec("blue-7"))).isInstanceOf(IOException.class)
                    .hasMessageContaining("Port " + port).hasMessageContaining("by instance blue-6 of release r1");
            daemons.living.clear();
            assertThatThrownBy(() -> runtime.start(spec("blue-7"))).hasMessageContaining("is in use, so blue-7 was not started");
        }
        assertThat(daemons.started).hasSize(1);
    }

    @Test void refusesAnImageThatNothingCanBeStartedFrom() throws Exception {
        for (var config : List.<Map<String, Object>>of(Map.of(), Map.of("Entrypoint", List.of("/app/none")),
                Map.of("Entrypoint", List.of("/a")),
                Map.of("Entrypoint", List.of("/tmp")), Map.of("Entrypoint", List.of("/../../bin/sh")),
                Map.of("Entrypoint", List.of("/app/run"), "WorkingDir", "/none"))) {
            var other = TestArchive.script().config(config);
            var path = other.write(folder.resolve("other.tar"));
            runtime.accept(other.digest(), path);
            var spec = new Spec("n", new ReleaseId("r1"), other.digest(), Slot.BLUE, 7, port, Map.of());
            assertThatThrownBy(() -> runtime.start(spec)).as(config.toString()).isInstanceOf(IOException.class)
                    .hasMessageContaining(other.digest().value());
        }
    }

    @Test void resolvesARelativeProgramAgainstTheWorkingDirectory() throws Exception {
        var other = TestArchive.script().config(Map.of("Entrypoint", List.of("run"), "WorkingDir", "/app"));
        runtime.accept(null == other.digest() ? digestOf(other) : other.digest(), folder.resolve("other.tar"));

        runtime.start(new Spec("n", new ReleaseId("r1"), other.digest(), Slot.GREEN, 7, port, Map.of()));

        assertThat(daemons.started.get(0).argv().get(0)).endsWith("rootfs/app/run");
        assertThat(daemons.started.get(0).directory()).endsWith(Path.of("rootfs/app"));
    }

    private ImageDigest digestOf(TestArchive other) throws IOException {
        other.write(folder.resolve("other.tar"));
        return other.digest();
    }

    @Test void stopsJustTheOneOfThatNameAndMayBeAskedTwice() throws Exception {
        runtime.accept(digest, file);
        var one = runtime.start(spec("blue-7"));
        var longer = runtime.start(spec("blue-77"));

        runtime.stop(one, Duration.ZERO);
        runtime.stop(one, Duration.ZERO);

        assertThat(runtime.alive(one)).isFalse();
        assertThat(runtime.instances()).containsExactly(longer);
    }

    @Test void seesOnlyItsOwnEnvironment() throws Exception {
        daemons.living.add(new Daemons.Daemon("shop/production/x", 1, 1));

        assertThat(runtime.instances()).isEmpty();
    }

    @Test void stopsADeploymentRatherThanOverlookAProcessNobodyCanExplain() throws Exception {
        daemons.living.add(new Daemons.Daemon(prefix() + "blue-1", 4711, 1));
        assertThatThrownBy(() -> runtime.instances()).isInstanceOf(IOException.class)
                .hasMessageContaining("Process 4711").hasMessageContaining("is gone");

        Files.createDirectories(home.resolve("instances"));
        for (var note : List.of("{", "{}",
                "{\"release\":\"r\",\"digest\":\"latest\",\"slot\":\"blue\",\"epoch\":1,\"port\":1}")) {
            Files.writeString(home.resolve("instances/blue-1.json"), note);
            assertThatThrownBy(() -> runtime.instances()).isInstanceOf(IOException.class).hasMessageContaining("cannot be read");
        }
    }

    @Test void keepsTheLastTwentyDeadInstancesAndAllLivingOnes() throws Exception {
        runtime.accept(digest, file);
        var living = runtime.start(spec("living"));
        for (int i = 0; i < 25; i++) {
            var dead = runtime.start(spec("dead-" + i));
            Files.writeString(home.resolve("instances/dead-" + i + ".log"), "x");
            Files.setLastModifiedTime(home.resolve("instances/dead-" + i + ".json"), FileTime.fromMillis(i * 1000L));
            runtime.stop(dead, Duration.ZERO);
        }
        Files.setLastModifiedTime(home.resolve("instances/living.json"), FileTime.fromMillis(0));

        runtime.start(spec("next"));

        assertThat(runtime.instances()).contains(living).hasSize(2);
        assertThat(home.resolve("instances/dead-5.json")).exists();
        assertThat(home.resolve("instances/dead-4.json")).doesNotExist();
        assertThat(home.resolve("instances/dead-4.log")).doesNotExist();
        assertThat(home.resolve("instances/dead-4.tmp")).doesNotExist();
        assertThat(home.resolve("instances/dead-24.log")).exists();
    }

    @Test void refusesNamesThatAreNoFileNames() {
        for (var name : List.of("", "../x", "a/b", ".hidden", "a b", "x".repeat(101))) {
            assertThatThrownBy(() -> runtime.start(spec(name))).as(name).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> runtime.lastLines(name, 1)).as(name).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ProcessRuntime("shop", name, home, daemons))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
