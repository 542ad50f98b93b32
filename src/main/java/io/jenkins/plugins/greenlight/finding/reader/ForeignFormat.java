package io.jenkins.plugins.greenlight.finding.reader;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A format that people have and that is not read here, so that it can be refused by its name.
 *
 * @param keys   those of the outermost mapping, or of a list's first element, that tell it
 * @param advice what to do instead, a sentence without its full stop
 */
record ForeignFormat(String title, Set<String> keys, String advice) {
    private static final String COVERAGE = "Name it under coverage.reports: it says what the tests reach";
    private static final String INVENTORY = "An inventory is no scan: run trivy sbom --format json on it and name that report";

    /** The first that has all its keys counts. */
    private static final List<ForeignFormat> MAPPINGS = List.of(
            of("Grype", "Run grype with -o sarif", "matches", "descriptor"),
            of("Snyk", "Run snyk test with --sarif-file-output=FILE", "vulnerabilities", "dependencyCount"),
            of("Snyk", "Run snyk test with --sarif-file-output=FILE", "vulnerabilities", "isPrivate"),
            of("npm audit", "Let Trivy look at package-lock.json (trivy fs --format json)", "auditReportVersion"),
            of("GitLab's security reports", "Name the report that the scanner itself writes", "vulnerabilities", "scan"),
            of("GitLab's security reports", "Name the report that the scanner itself writes", "vulnerabilities", "remediations"),
            of("Semgrep", "Run semgrep scan with --sarif", "results", "paths"),
            of("gosec", "Run gosec with -fmt sarif", "GosecVersion"),
            of("gosec", "Run gosec with -fmt sarif", "Golang errors", "Issues"),
            of("Checkov", "Run checkov with -o sarif", "check_type", "results"),
            of("Checkov", "Run checkov with -o sarif", "checkov_version"),
            of("OWASP dependency-check", "Run dependency-check with --format SARIF", "reportSchema", "scanInfo"),
            of("pip-audit", "Run pip-audit with -f cyclonedx-json", "dependencies", "fixes"),
            of("OpenVEX", "Give it to Trivy with --vex, and name Trivy's report", "@context", "statements"),
            of("SPDX", INVENTORY, "spdxVersion"),
            of("Syft", INVENTORY, "artifacts", "artifactRelationships"),
            of("Trivy's dependency snapshots for GitHub", "Run trivy with --format json", "detector", "manifests"),
            of("Trivy's attestations (cosign-vuln)", "Run trivy with --format json", "invocation", "scanner"),
            of("Trivy's compliance reports", "Run trivy with --format json and without --compliance", "ID", "RelatedResources", "Results"),
            of("AWS Security Hub", "Run trivy with --format json", "Findings"),
            of("OSV-Scanner", "Run osv-scanner with --format sarif", "results", "experimental_config"),
            of("Istanbul's coverage summary", COVERAGE + ", as LCOV or Cobertura", "total"));

    private static final List<ForeignFormat> LISTS = List.of(
            of("gitleaks", "Run gitleaks with --report-format sarif", "RuleID", "StartLine"),
            of("hadolint", "Run hadolint with --format sarif", "code", "level", "file"),
            of("Checkov", "Run checkov with -o sarif", "check_type"),
            of("Snyk", "Run snyk test with --sarif-file-output=FILE", "vulnerabilities", "ok"),
            of("ESLint", "Run eslint with -f @microsoft/eslint-formatter-sarif", "filePath", "messages"),
            of("GitLab's code quality reports", "Name the report that the scanner itself writes", "check_name", "fingerprint"));

    private static final Map<String, ForeignFormat> ROOTS = Map.ofEntries(
            root("analysis", "OWASP dependency-check", "Run dependency-check with --format SARIF"),
            root("bom", "CycloneDX in XML", "Write it as JSON, or convert it (cyclonedx convert --output-format json)"),
            root("checkstyle", "Checkstyle", "Run checkstyle with -f sarif"),
            root("pmd", "PMD", "Run pmd with -f sarif"),
            root("pmd-cpd", "PMD's copy-paste detector", "Leave it out: it says nothing of security"),
            root("testsuites", "JUnit", "Leave it out: it says how the tests ended"),
            root("testsuite", "JUnit", "Leave it out: it says how the tests ended"),
            root("report", "JaCoCo", COVERAGE),
            root("coverage", "Cobertura", COVERAGE),
            root("html", "HTML", "Name the report that the scanner writes for machines"));

    /** By the keys of a document's outermost mapping. */
    static Optional<ForeignFormat> ofMapping(Set<String> keys) {
        return among(MAPPINGS, keys).or(() -> keys.equals(Set.of("results")) ? Optional.of(of("OSV-Scanner",
                "Run osv-scanner with --format sarif")) : Optional.empty());
    }

    /** By the keys of the first mapping in a document's outermost list. */
    static Optional<ForeignFormat> ofList(Set<String> keys) {
        return among(LISTS, keys);
    }

    /** By the name of an XML document's root. */
    static Optional<ForeignFormat> ofRoot(String name) {
        return Optional.ofNullable(ROOTS.get(name));
    }

    private static Optional<ForeignFormat> among(List<ForeignFormat> formats, Set<String> keys) {
        return formats.stream().filter(format -> keys.containsAll(format.keys())).findFirst();
    }

    private static ForeignFormat of(String title, String advice, String... keys) {
        return new ForeignFormat(title, Set.of(keys), advice);
    }

    private static Map.Entry<String, ForeignFormat> root(String name, String title, String advice) {
        return Map.entry(name, of(title, advice));
    }
}
