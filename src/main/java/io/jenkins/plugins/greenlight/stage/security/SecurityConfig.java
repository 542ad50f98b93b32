package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.scanner.Scanners;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import java.util.List;
import java.util.Objects;

/**
 * {@code security} in greenlight.yaml.
 *
 * @param reports globs of scanners' reports; every glob must match at least one file
 * @param sources globs of the files a report must not be older than
 * @param scanners run by the stage, whose reports are read beside these
 */
public record SecurityConfig(List<String> reports, List<String> sources, Scanners scanners, Expectations checks, MissingPolicy onMissing,
                             GateMode mode) {
    public static final Vocabulary MEASURES = Vocabulary.of("critical", Unit.COUNT, "high", Unit.COUNT, "medium", Unit.COUNT,
            "low", Unit.COUNT, "info", Unit.COUNT, "unknown", Unit.COUNT, "findings", Unit.COUNT);

    public SecurityConfig {
        reports = List.copyOf(reports);
        sources = List.copyOf(sources);
        Objects.requireNonNull(scanners, "scanners");
    }
}
