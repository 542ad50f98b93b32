package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan;
import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import java.util.List;
import java.util.Objects;

/**
 * {@code image.scan} in greenlight.yaml: what may be in an image that is pushed and deployed.
 *
 * @param trivy        how Trivy is run; what it scans is said when it is
 * @param suppressions files, each of which must be there; empty for the usual ones, as far as they are there
 * @param limits       what the platform's policy lets be suppressed; no repository's to say
 * @param untrusted    whether production is not looked at, since that takes credentials
 */
public record ScanConfig(TrivyScan trivy, List<String> suppressions, Expectations checks, MissingPolicy onMissing, GateMode mode,
                         SuppressionLimits limits, boolean untrusted) {
    public static final Vocabulary MEASURES = ScanMeasures.VOCABULARY;

    public ScanConfig {
        Objects.requireNonNull(trivy, "trivy");
        suppressions = List.copyOf(suppressions);
        Objects.requireNonNull(checks, "checks");
        Objects.requireNonNull(onMissing, "onMissing");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(limits, "limits");
    }

    /** For a run that is trusted. */
    public ScanConfig(TrivyScan trivy, List<String> suppressions, Expectations checks, MissingPolicy onMissing, GateMode mode,
                      SuppressionLimits limits) {
        this(trivy, suppressions, checks, onMissing, mode, limits, false);
    }

    /** Without a look at production. */
    public ScanConfig keepingNothing() {
        return new ScanConfig(trivy, suppressions, checks, onMissing, mode, limits, true);
    }

    public ScanConfig under(SuppressionLimits platform) {
        return new ScanConfig(trivy, suppressions, checks, onMissing, mode, platform, untrusted);
    }
}
