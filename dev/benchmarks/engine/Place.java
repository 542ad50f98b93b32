package benchmarks.engine;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import io.jenkins.plugins.greenlight.local.LoopbackPorts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Finds room for a site on this machine. */
final class Place {
    /** Where dev/bench compiles these programs to, from the checkout on. */
    private static final String CLASSES = "target/benchmarks";

    private Place() { }

    static Site site(Path folder, String dockerHost, DeploySettings.Watch watch) throws Exception {
        var log = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Site(folder, dockerHost, free(3), LocalPorts.at(Path.of("").toAbsolutePath(), log), CLASSES, watch);
    }

    private static int[] free(int count) throws IOException {
        var ports = new int[count];
        for (int i = 0; i < count; i++) {
            ports[i] = LoopbackPorts.free();
        }
        return ports;
    }
}
