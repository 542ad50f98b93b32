package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.stage.image.ImageConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the places where a configuration says what is good enough.
 *
 * @param path  to its section, key by key
 * @param watch beside the checks; empty for a gate that is no watch
 */
record Gate(List<String> path, Expectations checks, MissingPolicy onMissing, GateMode mode, Optional<DeploySettings.Watch> watch) {
    /** Those that are configured, by their path with dots. */
    static Map<String, Gate> of(GreenlightConfig config) {
        var gates = new LinkedHashMap<String, Gate>();
        config.security().ifPresent(own -> gates.put("security", gate("security", own.checks(), own.onMissing(), own.mode())));
        config.coverage().ifPresent(own -> gates.put("coverage", gate("coverage", own.checks(), own.onMissing(), own.mode())));
        config.image().flatMap(ImageConfig::scan).ifPresent(own -> gates.put("image.scan",
                new Gate(List.of("image", "scan"), own.checks(), own.onMissing(), own.mode(), Optional.empty())));
        config.loadTest().ifPresent(own -> gates.put("loadTest", gate("loadTest", own.checks(), own.onMissing(), own.mode())));
        config.staging().ifPresent(own -> gates.put("staging.watch", watch("staging", own.deploy().watch())));
        config.production().ifPresent(own -> gates.put("production.watch", watch("production", own.deploy().watch())));
        return gates;
    }

    private static Gate gate(String section, Expectations checks, MissingPolicy onMissing, GateMode mode) {
        return new Gate(List.of(section), checks, onMissing, mode, Optional.empty());
    }

    /** A watch always decides. */
    private static Gate watch(String section, DeploySettings.Watch watch) {
        return new Gate(List.of(section, "watch"), watch.checks(), MissingPolicy.BLOCK, GateMode.ENFORCE, Optional.of(watch));
    }
}
