package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.Runtime;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** An instance of this build's image, started by digest, that lives as long as a load test. */
final class ThrowAway {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Runtime runtime;
    private final Runtime.Instance instance;

    private ThrowAway(Runtime runtime, Runtime.Instance instance) {
        this.runtime = runtime;
        this.instance = instance;
    }

    /** @param docker the engine it runs on, as production does; empty for this host */
    static ThrowAway start(Places places, String app, Optional<DockerSite> docker, Built built, Map<String, String> environment, Ports ports)
            throws IOException, InterruptedException {
        var runtime = places.throwAway(app, docker);
        runtime.accept(built.release().digest(), built.archive());
        stopOrphans(runtime, ports);
        var self = ports.daemons().self();
        return new ThrowAway(runtime, runtime.start(new Runtime.Spec("load-" + self.pid() + "-" + self.startMillis(),
                built.release().id(), built.release().digest(), Slot.BLUE, 0, places.freePort(), environment)));
    }

    /** What engines left behind that were killed in the middle of a load test; the name tells which engine. */
    private static void stopOrphans(Runtime runtime, Ports ports) throws IOException, InterruptedException {
        for (var left : runtime.instances()) {
            var parts = left.name().split("-");
            boolean named = parts.length == 3 && parts[1].matches("\\d{1,18}") && parts[2].matches("\\d{1,18}");
            if (named && !ports.daemons().alive(new io.jenkins.plugins.greenlight.port.Daemons.Daemon("", Long.parseLong(parts[1]),
                    Long.parseLong(parts[2])))) {
                ports.log().warn("Stopping " + left.name() + ", which an earlier load test left behind");
                runtime.stop(left, GRACE);
            }
        }
    }

    URI address() {
        return instance.address();
    }

    void stop() throws IOException, InterruptedException {
        runtime.stop(instance, GRACE);
    }
}
