package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.parse.Xml;
import java.util.Map;
import java.util.Optional;

/** What a file is that is no report read here, and how to come by one that is. */
final class ForeignReport {
    private static final String JACOCO_EXEC = "\u0001\u00c0\u00c0";
    private static final String COBERTURA = "Let the tool write Cobertura XML";
    private static final String CONVERT = "Convert it to Cobertura XML, e.g. with ReportGenerator.";
    private static final String SECURITY = "It belongs into \"security\".";

    private static final Map<String, String> ROOTS = Map.ofEntries(
            Map.entry("CoverageSession", "is an OpenCover report. " + COBERTURA + " (coverlet: --format cobertura)."),
            Map.entry("Root", "is a dotCover report. " + CONVERT), Map.entry("Report", "is a dotCover report. " + CONVERT),
            Map.entry("PartCoverReport", "is a PartCover report. " + CONVERT),
            Map.entry("results", "is a report of Visual Studio's coverage. " + COBERTURA
                    + " (dotnet-coverage merge -f cobertura)."),
            Map.entry("CoverageDSPriv", "is a report of Visual Studio's coverage. " + CONVERT),
            Map.entry("mutations", "is a PIT report of mutations. Give the JaCoCo report of the same tests."),
            Map.entry("phpunit", "is PHPUnit's own coverage XML. Run PHPUnit with --coverage-cobertura."),
            Map.entry("testsuite", "is a JUnit report of tests, not of coverage."),
            Map.entry("testsuites", "is a JUnit report of tests, not of coverage."),
            Map.entry("test-run", "is an NUnit report of tests, not of coverage."),
            Map.entry("assemblies", "is an xUnit report of tests, not of coverage."),
            Map.entry("BugCollection", "is a SpotBugs report. " + SECURITY),
            Map.entry("html", "is a page of HTML. Give the XML report instead."));

    private ForeignReport() { }

    /** @param xml at its root; empty when it may be Cobertura's */
    static Optional<String> ofRoot(Xml xml) {
        if (!xml.name().equals("coverage")) {
            return Optional.of(ROOTS.getOrDefault(xml.name(),
                    "is no coverage report read here: its root is <" + xml.name() + ">."));
        }
        if (xml.attribute("profilerVersion").isPresent()) {
            return Optional.of("is an NCover report. " + CONVERT);
        }
        if (xml.attribute("clover").isPresent() || xml.attribute("generated").isPresent()) {
            return Optional.of("is a Clover report. " + COBERTURA + " (istanbul and PHPUnit can), or LCOV.");
        }
        return Optional.empty();
    }

    static String ofText(ReportStart start) {
        String text = start.text();
        if (text.startsWith(JACOCO_EXEC)) {
            return "is JaCoCo's binary execution data. Write the XML report from it: jacoco:report, or jacococli.";
        }
        if (text.startsWith("mode: ")) {
            return "is a Go cover profile. Convert it: gocover-cobertura < cover.out > cobertura.xml.";
        }
        return start.first() == '{' || start.first() == '[' ? ofJson(text)
                : "is no coverage report read here: it begins neither like XML nor like LCOV.";
    }

    private static String ofJson(String text) {
        if (text.contains("\"llvm.coverage.json.export\"") || text.contains("\"data\"") && text.contains("\"segments\"")) {
            return "is LLVM's JSON. Export LCOV instead: llvm-cov export --format=lcov.";
        }
        if (text.contains("\"statementMap\"")) {
            return "is istanbul's JSON. Add the reporter \"lcov\" or \"cobertura\".";
        }
        if (text.contains("\"RSpec\"") || text.contains("\"Minitest\"") || text.contains("simplecov")) {
            return "is simplecov's JSON. Add the formatter simplecov-cobertura or simplecov-lcov.";
        }
        if (text.contains("\"covered_lines\"") || text.contains("\"executed_lines\"")) {
            return "is coverage.py's JSON. Run coverage xml or coverage lcov.";
        }
        if (text.contains("\"gcovr/format_version\"") || text.contains("\"gcov")) {
            return "is gcov's JSON. Run gcovr --cobertura or --lcov.";
        }
        if (text.contains("\"runs\"") || text.contains("sarif")) {
            return "is a SARIF report. " + SECURITY;
        }
        return "is JSON, which no coverage report read here is.";
    }
}
