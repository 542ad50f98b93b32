package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.HaproxySite;
import io.jenkins.plugins.greenlight.deploy.Slot;
import io.jenkins.plugins.greenlight.deploy.haproxy.ConfigFile;
import io.jenkins.plugins.greenlight.deploy.haproxy.HaproxyConfig;
import io.jenkins.plugins.greenlight.local.LocalPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a configuration of HAProxy for one application and environment. */
@Command(name = "init", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Writes a working haproxy.cfg and its map file, and has HAProxy check it. Reloads nothing.")
final class RouterInitCommand implements Callable<Integer> {
    @Option(names = "--app", required = true, paramLabel = "NAME", description = "The application.")
    private String app;

    @Option(names = "--environment", paramLabel = "NAME", defaultValue = "production", description = "Default: ${DEFAULT-VALUE}.")
    private String environment;

    @Option(names = "--port", required = true, paramLabel = "PORT", description = "Where users come in, on 127.0.0.1.")
    private int port;

    @Option(names = "--blue", required = true, paramLabel = "PORT", description = "Where slot blue listens, on 127.0.0.1.")
    private int blue;

    @Option(names = "--green", required = true, paramLabel = "PORT", description = "Where slot green listens, on 127.0.0.1.")
    private int green;

    @Option(names = "--health", paramLabel = "PATH", defaultValue = "/health",
            description = "What a release on trial is asked for (default: ${DEFAULT-VALUE}).")
    private String health;

    @Option(names = "--answer-within", paramLabel = "SECONDS", defaultValue = "30",
            description = "The longest wait for an answer (default: ${DEFAULT-VALUE}).")
    private int answerSeconds;

    @Option(names = "--failover", negatable = true, defaultValue = "true", fallbackValue = "true",
            description = "Whether the previous release stands behind one on trial (default: ${DEFAULT-VALUE}).")
    private boolean failover;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "/etc/haproxy/haproxy.cfg",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--map", paramLabel = "FILE",
            description = "Says who is live (default: /var/lib/greenlight/haproxy/APP-ENVIRONMENT.map).")
    private String map;

    @Option(names = "--socket", paramLabel = "FILE", defaultValue = "/run/haproxy/greenlight.sock",
            description = "The runtime socket (default: ${DEFAULT-VALUE}).")
    private String socket;

    @Option(names = "--socket-user", paramLabel = "USER", defaultValue = "",
            description = "The user that runs greenlight and may write to the socket (default: root alone).")
    private String socketUser;

    @Option(names = "--run-as", paramLabel = "USER", defaultValue = "haproxy",
            description = "User and group of HAProxy's workers; empty to leave them as started (default: ${DEFAULT-VALUE}).")
    private String runAs;

    @Option(names = "--part", description = "One more application beside a whole configuration: without HAProxy's global"
            + " section.")
    private boolean part;

    @Option(names = "--force", description = "Replaces a file that greenlight did not write, or that was changed since.")
    private boolean force;

    @Override public Integer call() throws Exception {
        var ports = LocalPorts.at(Path.of("").toAbsolutePath(), System.out);
        var place = map == null ? "/var/lib/greenlight/haproxy/" + app + "-" + environment + ".map" : map;
        var config = new HaproxyConfig(app, environment, new HaproxySite(socket, place, port, failover),
                Map.of(Slot.BLUE, blue, Slot.GREEN, green), health, Duration.ofSeconds(answerSeconds), !part, socketUser, runAs);
        var haproxy = ConfigFile.haproxy();
        new ConfigFile(out, ports.commands()).write(config, force, haproxy);
        ports.log().info("router: wrote " + out + " for " + app + " " + environment + "; who is live stands in " + place);
        if (haproxy.isEmpty()) {
            ports.log().warn("router: HAProxy is not installed on this host, so nobody checked " + out + ". Check it with haproxy"
                    + " -c -f " + out);
        }
        return 0;
    }
}
