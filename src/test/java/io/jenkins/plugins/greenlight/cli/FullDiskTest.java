package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.greenlight.cli.TestSite.Mode;
import io.jenkins.plugins.greenlight.deploy.Crashpoint.Moment;
import io.jenkins.plugins.greenlight.deploy.DeployState;
import io.jenkins.plugins.greenlight.report.Ending;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** State on a real file system that runs full, before and in the middle of a deployment on Docker and HAProxy. */
@Tag("slow")
class FullDiskTest {
    private TestSite site;
    private boolean mounted;

    @BeforeEach void usersAreServed() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "Mounting a file system needs root.");
        site = new TestSite(DockerParts::of);
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", Files.createDirectories(site.state).toString());
        mounted = true;
        var said = site.deploy("first", Mode.GOOD);
        assertThat(said.exitCode()).as(said.text()).isZero();
        site.usersCome();
    }

    @AfterEach void nothingIsLeft() throws Exception {
        if (site != null) {
            site.close();
        }
        if (mounted) {
            run("umount", site.state.toString());
        }
    }

    private static void run(String... argv) throws Exception {
        var done = new ProcessBuilder(argv).redirectErrorStream(true).start();
        var said = new String(done.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(done.waitFor() == 0, () -> String.join(" ", argv) + ": " + said);
    }

    /** To the last byte. */
    private Path fill() throws IOException {
        var file = site.state.resolve("filler");
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[512]);
            }
        } catch (IOException e) {
            return file;
        }
    }

    @Test void deploysNothingWithoutRoomForTheState() throws Exception {
        var filler = fill();

        var said = site.deploy("nowhere", Mode.GOOD);

        assertThat(said.exitCode()).as(said.text()).isEqualTo(Ending.ERROR.exitCode());
        assertThat(said.text()).contains("No space left on device", site.state.toString());
        assertThat(site.frontDoor()).isEqualTo("first");
        Files.delete(filler);
        site.assertServes("first", List.of("first"));
        assertThat(site.users().lost()).isEmpty();
    }

    @Test void goesOnOnceThereIsRoomAgain() throws Exception {
        var watching = HeldEngine.name(Moment.AFTER_ENTRY, DeployState.WATCHING);
        var held = site.hold("second", Mode.GOOD, watching).reach(watching);
        var filler = fill();
        held.letGo(watching);

        assertThat(held.engine().exitCode()).as(held.engine().said()).isEqualTo(Ending.HALTED.exitCode());
        assertThat(held.engine().said()).contains("No space left on device", "greenlight resume");
        assertThat(site.frontDoor()).as("users stay").isEqualTo("second");
        Files.delete(filler);
        var resumed = site.about("resume");

        assertThat(resumed.exitCode()).as(resumed.text()).isZero();
        site.assertServes("second", List.of("first", "second"));
        assertThat(site.users().lost()).isEmpty();
    }
}
