package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.process.ProcessRuntime;
import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a demo in one checkout runs beside itself: the users' client, two routers, the releases. */
final class DemoDaemons {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Ports ports;
    private final Path folder;

    DemoDaemons(Ports ports, Path folder) {
        this.ports = ports;
        this.folder = folder;
    }

    String client() {
        return "greenlight-demo-client:" + Sha256.of(folder.toString()).substring(0, 8);
    }

    void stopClient() throws IOException, InterruptedException {
        for (var daemon : ports.daemons().named(client())) {
            ports.daemons().stop(daemon, GRACE);
        }
    }

    /** Users first, then the way to the releases, then these. */
    void stopAll() throws IOException, InterruptedException {
        stopClient();
        for (var environment : List.of("staging", "production")) {
            var home = folder.resolve("state/shop").resolve(environment);
            RouterProcess.stop(ports, home.resolve("router"), "shop/" + environment);
            new ProcessRuntime("shop", environment, home.resolve("runtime"), ports.daemons()).clear(GRACE);
        }
    }
}
