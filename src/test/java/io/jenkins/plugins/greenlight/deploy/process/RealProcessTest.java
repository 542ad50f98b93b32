package io.jenkins.plugins.greenlight.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.greenlight.deploy.Runtime.Instance;
import io.jenkins.plugins.greenlight.deploy.Runtime.Spec;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.local.LocalDaemons;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.ReleaseId;
import io.jenkins.plugins.greenlight.stage.image.ImageReport;
import io.jenkins.plugins.greenlight.stage.image.SmallImage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real image with its own Java, run as real processes. */
@Tag("slow")
class RealProcessTest {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static ImageReport image;
    private static ImageReport other;

    @TempDir Path home;
    private final LocalDaemons daemons = new LocalDaemons();
    private final String environment = "test-" + UUID.randomUUID();
    private ProcessRuntime runtime;
    private int port;

    @BeforeAll static void imagesAreBuilt() throws Exception {
        image = SmallImage.java(TinyServer.class, "one");
        other = SmallImage.java(TinyServer.class, "two");
    }

    @BeforeEach void portIsFree() throws IOException {
        runtime = new ProcessRuntime("tiny", environment, home, daemons);
        port = LoopbackPorts.free();
    }

    @AfterEach void nothingIsLeftRunning() throws Exception {
        for (var instance : runtime.instances()) {
            runtime.stop(instance, Duration.ofSeconds(1));
        }
        assertThat(daemons.named("tiny/" + environment)).isEmpty();
    }

    private Spec spec(String name, Map<String, String> more) {
        return new Spec(name, new ReleaseId("tiny-1"), image.digest(), Slot.GREEN, 3, port, more);
    }

    private HttpResponse<String> get(Instance instance, String path) throws Exception {
        var request = HttpRequest.newBuilder(instance.address().resolve(path)).timeout(Duration.ofSeconds(5)).build();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("No answer; it wrote " + runtime.lastLines(instance.name(), 20), e);
                }
                Thread.sleep(20);
            }
        }
    }

    @Test void servesFromItsImageAfterTheBuildsFilesAreGone() throws Exception {
        var archive = Files.copy(image.archive(), home.resolve("built.tar"));
        runtime.accept(image.digest(), archive);
        Files.delete(archive);

        var instance = runtime.start(spec("green-3", Map.of("OVERRIDDEN", "spec")));
        var health = get(instance, "/health");
        var pid = daemons.named("tiny/" + environment).get(0).pid();

        assertThat(health.body()).isEqualTo("up");
        assertThat(health.headers().firstValue("X-Greenlight-Release")).contains("tiny-1");
        var rootfs = home.resolve("images").resolve(image.digest().hex()).resolve("rootfs");
        assertThat(get(instance, "/directory").body()).isEqualTo(rootfs.toRealPath().toString());
        assertThat(get(instance, "/environment").body()).isEqualTo("{BIND=127.0.0.1, FROM_IMAGE=image, GREENLIGHT_DAEMON=tiny/"
                + environment + "/" + Sha256.of(home.toString()).substring(0, 8) + "/green-3, GREENLIGHT_RELEASE=tiny-1, OVERRIDDEN=spec, PORT=" + port + ", TMPDIR="
                + home.resolve("instances/green-3.tmp") + "}");
        assertThat(ProcessHandle.of(pid).orElseThrow().info().command())
                .contains(rootfs.toRealPath().resolve("jre/bin/java").toString());
        assertThat(Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ")[5]).isEqualTo("" + pid);
        assertThat(runtime.start(spec("green-3", Map.of()))).isEqualTo(instance);
        assertThat(new ProcessRuntime("tiny", environment, home, new LocalDaemons()).instances()).containsExactly(instance);
        assertThatThrownBy(() -> runtime.start(spec("green-4", Map.of()))).isInstanceOf(IOException.class)
                .hasMessageContaining("Port " + port).hasMessageContaining("by instance green-3");

        runtime.stop(instance, GRACE);

        assertThat(runtime.alive(instance)).isFalse();
        assertThat(runtime.instances()).isEmpty();
        assertThat(commandLine(pid)).as("nothing runs there; at most its parent has not heard of it yet").isEmpty();
        assertThat(runtime.lastLines("green-3", 5)).containsExactly("listening on " + port);
        assertThat(runtime.holds(image.digest())).isTrue();
    }

    @Test void showsWhyAReleaseDiedAtOnce() throws Exception {
        runtime.accept(image.digest(), image.archive());

        var instance = runtime.start(spec("green-3", Map.of("DATABASE", "db:5432")));
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (runtime.alive(instance) && System.nanoTime() < end) {
            Thread.sleep(10);
        }

        assertThat(runtime.alive(instance)).isFalse();
        assertThat(runtime.lastLines("green-3", 5)).containsExactly("No database at db:5432");
    }

    @Test void seesOneChangedByteInTheUnpackedRuntime() throws Exception {
        runtime.accept(image.digest(), image.archive());
        var modules = home.resolve("images").resolve(image.digest().hex()).resolve("rootfs/jre/lib/modules");
        try (var channel = java.nio.channels.FileChannel.open(modules, java.nio.file.StandardOpenOption.READ,
                java.nio.file.StandardOpenOption.WRITE)) {
            var one = java.nio.ByteBuffer.allocate(1);
            channel.read(one, 1_000_000);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            channel.write(one, 1_000_000);
        }

        assertThatThrownBy(() -> runtime.start(spec("green-3", Map.of()))).isInstanceOf(IOException.class)
                .hasMessageContaining("jre/lib/modules was changed");
    }

    @Test void sharesTheRuntimesLayerBetweenImages() {
        assertThat(other.digest()).isNotEqualTo(image.digest());
        assertThat(other.layers().get(0)).isEqualTo(image.layers().get(0));
        assertThat(image.layers()).extracting(ImageReport.Layer::what).anyMatch(what -> what.startsWith("Java "))
                .anyMatch(what -> what.startsWith("shared libraries (")).contains("app, variant");
    }

    private static String commandLine(long pid) throws IOException {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
