package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.DockerSite;
import io.jenkins.plugins.greenlight.deploy.haproxy.ConfigFile;
import io.jenkins.plugins.greenlight.deploy.haproxy.HaproxyConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a configuration of HAProxy for one application and environment. */
@Command(name = "init", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Writes a working haproxy.cfg and its map file for an environment of the configuration, and has HAProxy check it."
                + " Reloads nothing.")
final class RouterInitCommand implements Callable<Integer> {
    @Mixin private EnvironmentOptions environment;

    @Option(names = "--answer-within", paramLabel = "SECONDS", defaultValue = "30",
            description = "The longest wait for an answer (default: ${DEFAULT-VALUE}).")
    private int answerSeconds;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "/etc/haproxy/haproxy.cfg",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

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
        var settings = environment.configured();
        var haproxy = ConfigFile.haproxy();
        var config = config(settings.app(), settings.deploy());
        new ConfigFile(out, environment.ports().commands()).write(config, force, haproxy);
        var log = environment.ports().log();
        log.info("router: wrote " + out + " for " + config.app() + " " + environment.name() + "; who is live stands in " + config.site().map());
        if (haproxy.isEmpty()) {
            log.warn("router: HAProxy is not installed on this host, so nobody checked " + out + ". Check it with haproxy"
                    + " -c -f " + out);
        }
        return 0;
    }

    private HaproxyConfig config(String app, DeploySettings deploy) throws BadInputException {
        var site = deploy.site().router().haproxy().orElseThrow(() -> new BadInputException("The configuration has no "
                + environment.name() + ".router.haproxy. Expected one: it says where HAProxy's socket and map are, and its port."));
        var bind = deploy.site().docker().map(DockerSite::bind).orElse("127.0.0.1");
        if (!bind.equals("127.0.0.1") && !bind.equals("0.0.0.0")) {
            throw new BadInputException(environment.name() + ".docker.bind is " + bind + ", where HAProxy on this host is not configured to"
                    + " look. Expected 127.0.0.1, or haproxy.cfg written by hand.");
        }
        try {
            return new HaproxyConfig(app, environment.name(), site, deploy.site().slots(), deploy.health().path(),
                    Duration.ofSeconds(answerSeconds), !part, socketUser, runAs);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage());
        }
    }
}
