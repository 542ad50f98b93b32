package io.jenkins.plugins.greenlight.jenkins;

import io.jenkins.plugins.greenlight.report.DeliveryReport;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What a step hands back to the script. */
public final class EngineResult implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String ending;
    private final int exitCode;
    private final String release;
    private final String digest;
    private final LinkedHashMap<String, Double> measures = new LinkedHashMap<>();

    EngineResult(DeliveryReport report) {
        ending = report.ending().name();
        exitCode = report.ending().exitCode();
        release = report.release().orElse("");
        digest = report.digest().orElse("");
        report.stages().forEach(stage -> stage.report().ifPresent(facts -> facts.measures().all().forEach(measure ->
                measure.value().ifPresent(value -> measures.put(stage.id().word() + "." + measure.name(), value)))));
    }

    /** {@code DELIVERED}, {@code GATE_FAILED}, … */
    @Whitelisted public String getEnding() {
        return ending;
    }

    @Whitelisted public int getExitCode() {
        return exitCode;
    }

    /** The release's name; empty before it has one. */
    @Whitelisted public String getRelease() {
        return release;
    }

    /** The image's, for the stages after it; empty before there is one. */
    @Whitelisted public String getDigest() {
        return digest;
    }

    /** By stage and name, e.g. {@code coverage.line}, each in its measure's unit; what could not be measured is not there. */
    @Whitelisted public Map<String, Double> getMeasures() {
        return measures;
    }

    @Override public String toString() {
        return ending;
    }
}
