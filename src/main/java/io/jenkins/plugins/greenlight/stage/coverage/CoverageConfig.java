package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import java.util.List;

/**
 * {@code coverage} in greenlight.yaml.
 *
 * @param reports globs of JaCoCo XML reports; every glob must match at least one file
 * @param sources globs of the files a report must not be older than
 */
public record CoverageConfig(List<String> reports, List<String> sources, Expectations checks, MissingPolicy onMissing,
                             GateMode mode) {
    public static final Vocabulary MEASURES = Vocabulary.of("line", Unit.PERCENT, "branch", Unit.PERCENT,
            "instruction", Unit.PERCENT, "method", Unit.PERCENT, "class", Unit.PERCENT);

    public CoverageConfig {
        reports = List.copyOf(reports);
        sources = List.copyOf(sources);
    }
}
