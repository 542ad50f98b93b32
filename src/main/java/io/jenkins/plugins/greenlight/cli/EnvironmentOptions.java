package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.ConfigException;
import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.deploy.StateStore;
import io.jenkins.plugins.greenlight.deploy.Target;
import io.jenkins.plugins.greenlight.pipeline.Endings;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.production.ProductionConfig;
import io.jenkins.plugins.greenlight.stage.staging.StagingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which environment: from the configuration, or from the state alone when the workspace is gone. */
final class EnvironmentOptions {
    /** For the shell's completion. */
    static final class Words implements Iterable<String> {
        @Override public Iterator<String> iterator() {
            return Stream.of(StageId.STAGING, StageId.PRODUCTION).map(StageId::word).iterator();
        }
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "ENVIRONMENT", defaultValue = "production", completionCandidates = Words.class,
            description = "staging or production (default: ${DEFAULT-VALUE}).")
    private String environment;

    @Mixin private WorkspaceOptions workspace;

    @Option(names = "--state", paramLabel = "DIR|URL",
            description = "The folder or the PostgreSQL database of the state; with it no configuration is needed.")
    private String state;

    private Ports ports;
    private boolean document;

    /** Before anything else is asked: whether the standard output is for a document. */
    EnvironmentOptions printing(JsonOption json) {
        document = json.wanted();
        return this;
    }

    Ports ports() throws BadInputException {
        if (ports == null) {
            ports = workspace.ports(document);
        }
        return ports;
    }

    /** STAGING or PRODUCTION; empty for what is no environment. */
    Optional<StageId> stage() {
        return StageId.of(environment).filter(EnumSet.of(StageId.STAGING, StageId.PRODUCTION)::contains);
    }

    String name() {
        return environment;
    }

    /** @param awake whether the router is to be started when it does not run */
    Target target(boolean awake) throws Exception {
        requireEnvironment();
        return target(ports(), awake);
    }

    /** Seen through other ports than {@link #ports}. */
    Target target(Ports through, boolean awake) throws Exception {
        requireEnvironment();
        var targets = new Targets(through, true);
        if (state != null) {
            return targets.fromState(place(), workspace.app(), environment, awake);
        }
        return targets.open(config().app(), environment, settings(), awake);
    }

    /** Journal, lease and audit alone, for what needs neither the target nor anything that was deployed. */
    Recorded recorded() throws Exception {
        requireEnvironment();
        var place = state == null ? StatePlace.of(settings().site(), workspace.root()) : place();
        var app = state == null ? config().app() : workspace.app().isPresent() ? workspace.app().get()
                : Targets.onlyApp(place, environment);
        return new Recorded(app, place, place.store(app, environment));
    }

    /** What lies there of one environment of an application. */
    record Recorded(String app, StatePlace place, StateStore store) { }

    /** What the configuration says of one environment. */
    record Configured(String app, DeploySettings deploy) { }

    /** For what writes down a configuration and needs no state. */
    Configured configured() throws BadInputException, ConfigException, IOException {
        if (state != null) {
            throw new BadInputException("This reads the configuration, and --state names a state. Expected one of the two: leave it out.");
        }
        return new Configured(config().app(), settings());
    }

    private StageId requireEnvironment() throws BadInputException {
        var stage = stage().orElseThrow(() -> new BadInputException("\"" + environment
                + "\" is no environment. Expected staging or production."));
        if (workspace.untrusted()) {
            throw new BadInputException("This looks at " + environment + " or changes it, and what is untrusted reaches no environment"
                    + " (--untrusted or GREENLIGHT_UNTRUSTED). Expected a gate, or a run that is trusted.");
        }
        return stage;
    }

    private StatePlace place() throws BadInputException {
        if (workspace.hasOverlay() || workspace.choosesEnvironment()) {
            throw new BadInputException((workspace.hasOverlay() ? "--with" : "--environment")
                    + " lies over a configuration, and --state reads none. Expected one of the two.");
        }
        return StatePlace.of(state, "", Path.of(""));
    }

    private GreenlightConfig config() throws BadInputException, ConfigException, IOException {
        if (!workspace.hasConfig()) {
            throw new BadInputException("There is no " + workspace.file() + " in " + workspace.root()
                    + ". Expected one, all of it with"
                    + " --with, or the state with --state.");
        }
        return workspace.configWithoutGates();
    }

    private DeploySettings settings() throws BadInputException, ConfigException, IOException {
        var config = config();
        var settings = requireEnvironment() == StageId.STAGING ? config.staging().map(StagingConfig::deploy)
                : config.production().map(ProductionConfig::deploy);
        return settings.orElseThrow(() -> new BadInputException("The configuration has no section " + environment
                + ". Expected one."));
    }

    /** Says how it ended. @return the exit code */
    int tell(DeployResult result) throws BadInputException {
        var ending = Endings.of(stage().orElseThrow(), result);
        ports().log().info(environment + ": " + result.state().map(Enum::name).orElse("unchanged") + ": " + result.reason());
        result.live().ifPresent(live -> ports.log().info(environment + ": live is " + live
                + result.previous().map(previous -> ", the way back is " + previous).orElse(", there is no way back")));
        ports().log().result(ending + " (exit code " + ending.exitCode() + ")");
        return ending.exitCode();
    }
}
