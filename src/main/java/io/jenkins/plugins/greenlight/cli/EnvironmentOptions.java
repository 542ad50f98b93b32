package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.DeployResult;
import io.jenkins.plugins.greenlight.deploy.Target;
import io.jenkins.plugins.greenlight.pipeline.Endings;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.StageId;
import io.jenkins.plugins.greenlight.stage.production.ProductionConfig;
import io.jenkins.plugins.greenlight.stage.staging.StagingConfig;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which environment: from the configuration, or from the state alone when the workspace is gone. */
final class EnvironmentOptions {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ENVIRONMENT", defaultValue = "production",
            description = "staging or production (default: ${DEFAULT-VALUE}).")
    private String environment;

    @Mixin private WorkspaceOptions workspace;

    @Option(names = "--state", paramLabel = "DIR|URL",
            description = "The folder or the PostgreSQL database of the state; with it no configuration is needed.")
    private String state;

    private Ports ports;

    Ports ports() throws BadInputException {
        if (ports == null) {
            ports = workspace.ports(System.out);
        }
        return ports;
    }

    /** STAGING or PRODUCTION; empty for what is no environment. */
    Optional<StageId> stage() {
        return StageId.of(environment).filter(EnumSet.of(StageId.STAGING, StageId.PRODUCTION)::contains);
    }

    /** @param awake whether the router is to be started when it does not run */
    Target target(boolean awake) throws Exception {
        var stage = stage().orElseThrow(() ->
                new BadInputException("\"" + environment + "\" is no environment. Expected staging or production."));
        var targets = new Targets(ports(), true);
        if (state != null) {
            if (workspace.hasOverlay()) {
                throw new BadInputException("--with lies over a configuration, and --state reads none. Expected one of the two.");
            }
            return targets.fromState(StatePlace.of(state, "", Path.of("")), workspace.app(), environment, awake);
        }
        if (!workspace.hasConfig()) {
            throw new BadInputException("There is no " + workspace.file() + " in " + workspace.root() + ". Expected one, all of it with"
                    + " --with, or the state with --state.");
        }
        var config = workspace.config();
        var settings = stage == StageId.STAGING ? config.staging().map(StagingConfig::deploy)
                : config.production().map(ProductionConfig::deploy);
        if (settings.isEmpty()) {
            throw new BadInputException("The configuration has no section " + environment + ". Expected one.");
        }
        return targets.open(config.app(), environment, settings.get(), awake);
    }

    /** Says how it ended. @return the exit code */
    int tell(DeployResult result) throws BadInputException {
        var ending = Endings.of(stage().orElseThrow(), result);
        ports().log().info(environment + ": " + result.state().map(Enum::name).orElse("unchanged") + ": " + result.reason());
        result.live().ifPresent(live -> ports.log().info(environment + ": live is " + live
                + result.previous().map(previous -> ", the way back is " + previous).orElse(", there is no way back")));
        ports().log().info(ending + " (exit code " + ending.exitCode() + ")");
        return ending.exitCode();
    }
}
