package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.config.GreenlightConfig;
import io.jenkins.plugins.greenlight.stage.security.SecurityConfig;
import picocli.CommandLine.Option;

/** A person accepts what a security scan finds now. */
final class BaselineOption {
    @Option(names = "--write-baseline",
            description = "Write security.baseline.file whatever the verdict: what is found now is not new from now on.")
    private boolean wanted;

    /** @throws BadInputException when no file is configured to write, or the run is one that keeps nothing */
    GreenlightConfig in(GreenlightConfig config, boolean untrusted) throws BadInputException {
        if (!wanted) {
            return untrusted ? config.keepingNothing() : config;
        }
        if (untrusted) {
            throw new BadInputException("--write-baseline is given, and what is untrusted is no measure for later runs (--untrusted or"
                    + " GREENLIGHT_UNTRUSTED). Expected a run that is trusted.");
        }
        if (config.security().flatMap(SecurityConfig::baseline).isEmpty()) {
            throw new BadInputException("--write-baseline has no file to write. Expected security.baseline.file in the configuration,"
                    + " such as baseline.sarif.");
        }
        return new GreenlightConfig(config.app(), config.security().map(SecurityConfig::acceptingAll), config.coverage(), config.image(),
                config.loadTest(), config.staging(), config.production(), config.notification());
    }
}
