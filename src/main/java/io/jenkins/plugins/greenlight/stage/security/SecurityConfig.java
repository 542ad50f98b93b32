package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.scanner.Scanners;
import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.stage.findings.InputFiles;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code security} in greenlight.yaml.
 *
 * @param reports      globs of scanners' reports; every glob must match at least one file
 * @param sources      globs of the files a report must not be older than
 * @param scanners     run by the stage, whose reports are read beside these
 * @param suppressions files, each of which must be there; empty for {@link InputFiles#USUAL_SUPPRESSIONS}, those of them that are there
 * @param baseline     what the findings are compared with; empty for nothing
 * @param kev          the list of what is known to be exploited; empty for none
 * @param limits       what the platform's policy lets be suppressed; no repository's to say
 */
public record SecurityConfig(List<String> reports, List<String> sources, Scanners scanners, List<String> suppressions,
                             Optional<BaselineConfig> baseline, Optional<String> kev, Expectations checks, MissingPolicy onMissing,
                             GateMode mode, SuppressionLimits limits) {
    public static final Vocabulary MEASURES = SecurityMeasures.VOCABULARY;

    public SecurityConfig {
        reports = List.copyOf(reports);
        sources = List.copyOf(sources);
        Objects.requireNonNull(scanners, "scanners");
        suppressions = List.copyOf(suppressions);
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(kev, "kev");
        Objects.requireNonNull(limits, "limits");
    }

    /** Without limits, as a repository's file has it. */
    public SecurityConfig(List<String> reports, List<String> sources, Scanners scanners, List<String> suppressions,
                          Optional<BaselineConfig> baseline, Optional<String> kev, Expectations checks, MissingPolicy onMissing,
                          GateMode mode) {
        this(reports, sources, scanners, suppressions, baseline, kev, checks, onMissing, mode, SuppressionLimits.NONE);
    }

    public SecurityConfig under(SuppressionLimits platform) {
        return new SecurityConfig(reports, sources, scanners, suppressions, baseline, kev, checks, onMissing, mode, platform);
    }

    /** Whether it can only be measured against a baseline. */
    public static boolean needsBaseline(String measure) {
        return SecurityMeasures.needsBaseline(measure);
    }

    /** Whether it can only be measured with a list of what is exploited. */
    public static boolean needsKev(String measure) {
        return measure.equals(SecurityMeasures.KEV);
    }

    /** With a baseline that no run writes. */
    public SecurityConfig keepingNothing() {
        return new SecurityConfig(reports, sources, scanners, suppressions,
                baseline.map(own -> new BaselineConfig(own.file(), BaselineConfig.Update.NEVER)), kev, checks, onMissing, mode, limits);
    }

    /** With the baseline written by the next run, whatever its verdict: a person accepts what is there. */
    public SecurityConfig acceptingAll() {
        return new SecurityConfig(reports, sources, scanners, suppressions,
                baseline.map(own -> new BaselineConfig(own.file(), BaselineConfig.Update.NOW)), kev, checks, onMissing, mode, limits);
    }
}
