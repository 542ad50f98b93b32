package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.stage.security.BaselineConfig;
import io.jenkins.plugins.greenlight.stage.security.SecurityConfig;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads {@code security}. */
final class SecurityReader {
    private static final String CHECKS = "checks";

    private SecurityReader() { }

    static SecurityConfig read(Section section) {
        var config = new SecurityConfig(
                section.list("reports", Node::text),
                section.list("sources", Node::text),
                ScannersReader.read(section),
                section.list("suppressions", Node::text),
                section.section("baseline", SecurityReader::baseline),
                section.optional("kev", Node::text),
                Checks.checks(section, SecurityConfig.MEASURES),
                Checks.onMissing(section), Checks.mode(section));
        if (config.scanners().isEmpty() && !section.has("reports")) {
            section.note("reports", "names no report, and no scanner is configured to make one. Expected at least one glob, or trivy,"
                    + " spotbugs, bandit or commands beside it.");
        }
        measurable(config, section);
        return config;
    }

    private static BaselineConfig baseline(Section section) {
        return new BaselineConfig(section.required("file", "baseline.sarif", Node::text),
                section.value("update", node -> Values.word(node, BaselineConfig.Update.class)));
    }

    /** A threshold that nothing could ever measure would block each and every run. */
    private static void measurable(SecurityConfig config, Section section) {
        if (config.baseline().isEmpty()) {
            first(config.checks(), SecurityConfig::needsBaseline).ifPresent(found -> section.note(CHECKS, "holds \"" + found.text()
                    + "\", which needs something to compare with. Expected security.baseline.file, such as baseline.sarif."));
        }
        if (config.kev().isEmpty()) {
            first(config.checks(), SecurityConfig::needsKev).ifPresent(found -> section.note(CHECKS, "holds \"" + found.text()
                    + "\", which needs a list of what is exploited. Expected security.kev with its file."));
        }
    }

    private static Optional<Expectation> first(Expectations checks, Predicate<String> measure) {
        return checks.all().stream().filter(one -> measure.test(one.measure())).findFirst();
    }
}
