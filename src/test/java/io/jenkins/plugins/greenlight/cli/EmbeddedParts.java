package io.jenkins.plugins.greenlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.process.ProcessRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Processes of this host and the embedded router. */
final class EmbeddedParts implements SiteParts {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private final TestSite site;

    EmbeddedParts(TestSite site) {
        this.site = site;
    }

    @Override public String yaml() {
        return """
                  target: process
                  slots: {blue: %d, green: %d}
                  router: {port: %d, admin: %d}
                """.formatted(site.slotPort(Slot.BLUE), site.slotPort(Slot.GREEN), site.userPort(), site.adminPort());
    }

    /** The first command starts the router. */
    @Override public void begin() { }

    @Override public void kill(Runtime.Instance instance) throws Exception {
        for (var daemon : site.daemons().named(site.app + "/production/")) {
            if (daemon.name().endsWith("/" + instance.name())) {
                ProcessHandle.of(daemon.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** No load test either. */
    @Override public void assertNothingBut(List<String> releases) throws Exception {
        assertThat(site.daemons().named(site.app + "/")).hasSameSizeAs(releases);
        assertThat(site.daemons().named("greenlight-router:" + site.app + "/production:")).hasSize(1);
    }

    @Override public void end() throws IOException, InterruptedException {
        RouterProcess.stop(site.world(), site.home.resolve("router"), site.app + "/production");
        new ProcessRuntime(site.app, "production", site.home.resolve("runtime"), site.daemons()).clear(GRACE);
        for (var left : site.daemons().named(site.app + "/")) {
            site.daemons().stop(left, GRACE);
        }
        delete(site.home.resolve("runtime/images"));
    }

    private static void delete(Path images) throws IOException {
        if (Files.exists(images)) {
            try (var found = Files.walk(images)) {
                for (var file : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
