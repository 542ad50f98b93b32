package io.jenkins.plugins.greenlight.finding.reader;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A format that people have and that is not read here, so that it can be refused by its name.
 *
 * @param keys   those of the outermost mapping, or of a list's first element, that tell it
 * @param advice what to do instead, beginning in lower case, without a full stop
 */
record ForeignFormat(String title, Set<String> keys, String advice) {
    private static final String COVERAGE = "name it under coverage.reports: it says what the tests reach";
    private static final String INVENTORY = "an inventory is no scan; run trivy sbom --format json on it and name that report";

    /** The first that has all its keys counts. */
    private static final List<ForeignFormat> MAPPINGS = List.of(
            of("Grype", "run grype with -o sarif", "matches", "descriptor"),
            of("Snyk", "run snyk test with --sarif-file-output=FILE", "vulnerabilities", "dependencyCount"),
            of("Snyk", "run snyk test with --sarif-file-output=FILE", "vulnerabilities", "isPrivate"),
            of("npm audit", "let Trivy look at package-lock.json (trivy fs --format json)", "auditReportVersion"),
            of("GitLab's security reports", "name the report that the scanner itself writes", "vulnerabilities", "scan"),
            of("GitLab's security reports", "name the report that the scanner itself writes", "vulnerabilities", "remediations"),
            of("Semgrep", "run semgrep scan with --sarif", "results", "paths"),
            of("gosec", "run gosec with -fmt sarif", "GosecVersion"),
            of("gosec", "run gosec with -fmt sarif", "Golang errors", "Issues"),
            of("Checkov", "run checkov with -o sarif", "check_type", "results"),
            of("Checkov", "run checkov with -o sarif", "checkov_version"),
            of("OWASP dependency-check", "run dependency-check with --format SARIF", "reportSchema", "scanInfo"),
            of("pip-audit", "run pip-audit with -f cyclonedx-json", "dependencies", "fixes"),
            of("OpenVEX", "give it to Trivy with --vex, and name Trivy's report", "@context", "statements"),
            of("SPDX", INVENTORY, "spdxVersion"),
            of("Syft", INVENTORY, "artifacts", "artifactRelationships"),
            of("Trivy's dependency snapshots for GitHub", "run trivy with --format json", "detector", "manifests"),
            of("Trivy's attestations (cosign-vuln)", "run trivy with --format json", "invocation", "scanner"),
            of("Trivy's compliance reports", "run trivy with --format json and without --compliance", "ID", "RelatedResources", "Results"),
            of("OSV-Scanner", "run osv-scanner with --format sarif", "results", "experimental_config"),
            of("Istanbul's coverage summary", COVERAGE + ", as LCOV or Cobertura", "total"));

    private static final List<ForeignFormat> LISTS = List.of(
            of("gitleaks", "run gitleaks with --report-format sarif", "RuleID", "StartLine"),
            of("hadolint", "run hadolint with --format sarif", "code", "level", "file"),
            of("Checkov", "run checkov with -o sarif", "check_type"),
            of("Snyk", "run snyk test with --sarif-file-output=FILE", "vulnerabilities", "ok"),
            of("ESLint", "run eslint with -f @microsoft/eslint-formatter-sarif", "filePath", "messages"),
            of("GitLab's code quality reports", "name the report that the scanner itself writes", "check_name", "fingerprint"));

    private static final Map<String, ForeignFormat> ROOTS = Map.ofEntries(
            root("analysis", "OWASP dependency-check", "run dependency-check with --format SARIF"),
            root("bom", "CycloneDX in XML", "write it as JSON, or convert it (cyclonedx convert --output-format json)"),
            root("checkstyle", "Checkstyle", "run checkstyle with -f sarif"),
            root("pmd", "PMD", "run pmd with -f sarif"),
            root("pmd-cpd", "PMD's copy-paste detector", "leave it out: it says nothing of security"),
            root("testsuites", "JUnit", "leave it out: it says how the tests ended"),
            root("testsuite", "JUnit", "leave it out: it says how the tests ended"),
            root("report", "JaCoCo", COVERAGE),
            root("coverage", "Cobertura", COVERAGE),
            root("html", "a web page", "name the report that the scanner writes for machines"));

    /** By the keys of a document's outermost mapping. */
    static Optional<ForeignFormat> ofMapping(Set<String> keys) {
        return among(MAPPINGS, keys).or(() -> keys.equals(Set.of("results")) ? Optional.of(of("OSV-Scanner",
                "run osv-scanner with --format sarif")) : Optional.empty());
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
