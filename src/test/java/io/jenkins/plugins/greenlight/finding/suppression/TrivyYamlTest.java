package io.jenkins.plugins.greenlight.finding.suppression;

import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.TODAY;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.of;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrivyYamlTest {
    @TempDir private Path folder;
    private SuppressionFolder files;

    @BeforeEach void start() {
        files = new SuppressionFolder(folder);
    }

    @Test void readsAllFourLists() {
        var read = files.with(".trivyignore.yaml", """
                vulnerabilities:
                  - id: CVE-2022-40897
                    paths: ["usr/local/lib/*/METADATA"]
                    statement: Accept the risk
                  - id: CVE-2023-3817
                    purls: ["pkg:deb/debian/libssl1.1"]
                  - id: CVE-2023-29491
                    expired_at: 2023-09-01
                misconfigurations:
                  - id: AVD-DS-0002
                    paths: ["docs/Dockerfile"]
                secrets:
                  - id: aws-access-key-id
                licenses:
                  - id: GPL-3.0 # License name is used as ID
                """).read();

        assertThat(read.all()).hasSize(6);
        assertThat(read.all().get(0).reason()).isEqualTo("Accept the risk");
        assertThat(read.match(vulnerability("CVE-2023-3817", "pkg:deb/debian/libssl1.1@1.1.1n-0+deb11u4?arch=amd64"), TODAY)).isPresent();
        assertThat(read.match(vulnerability("CVE-2023-3817", "pkg:deb/debian/libssl3@3"), TODAY)).isEmpty();
        assertThat(read.match(of(FindingKind.MISCONFIGURATION, "Trivy", "AVD-DS-0002", "docs/Dockerfile"), TODAY)).isPresent();
        assertThat(read.match(of(FindingKind.MISCONFIGURATION, "Trivy", "AVD-DS-0002", "Dockerfile"), TODAY)).isEmpty();
        assertThat(read.match(of(FindingKind.LICENSE, "Trivy", "GPL-3.0", "a"), TODAY)).isPresent();
        assertThat(read.expired(TODAY)).extracting(Suppression::id).containsExactly("CVE-2023-29491");
    }

    @Test void holdsForItsKindAndItsTool() {
        var read = files.with("ignore.yml", "secrets:\n  - id: X\n").read();

        assertThat(read.match(of(FindingKind.SECRET, "Trivy", "X", "a"), TODAY)).isPresent();
        assertThat(read.match(of(FindingKind.LICENSE, "Trivy", "X", "a"), TODAY)).isEmpty();
        assertThat(read.match(of(FindingKind.SECRET, "gitleaks", "X", "a"), TODAY)).isEmpty();
        assertThat(read.match(of(FindingKind.CODE, "Trivy", "X", "a"), TODAY)).as("a SARIF report does not tell kinds apart").isPresent();
    }

    @Test void neverHoldsLongerThanTrivyHasIt() {
        var read = files.with(".trivyignore.yaml", """
                vulnerabilities:
                  - {id: A, expired_at: 2026-06-16}
                  - {id: B, expired_at: 2026-06-16T23:59:59Z}
                  - {id: C, expired_at: 2026-06-16T01:00:00+02:00}
                """).read();

        assertThat(read.all()).extracting(one -> one.lastDay().orElseThrow()).containsExactly(LocalDate.of(2026, 6, 15),
                LocalDate.of(2026, 6, 15), LocalDate.of(2026, 6, 14));
        assertThat(read.match(vulnerability("A", ""), TODAY)).isPresent();
        assertThat(read.match(vulnerability("A", ""), TODAY.plusDays(1))).isEmpty();
    }

    @Test void takesTwoStarsForOneWhereTrivyDoes() {
        var read = files.with(".trivyignore.yaml", "secrets:\n  - {id: A, paths: [\"src/gen**\", \"lib/**/x\"]}\n").read();

        assertThat(read.match(of(FindingKind.SECRET, "Trivy", "A", "src/generated"), TODAY)).isPresent();
        assertThat(read.match(of(FindingKind.SECRET, "Trivy", "A", "src/generated/deep"), TODAY)).isEmpty();
        assertThat(read.match(of(FindingKind.SECRET, "Trivy", "A", "lib/a/b/x"), TODAY)).isPresent();
    }

    @Test void saysAllThatIsWrongAtOnce() {
        files.with(".trivyignore.yaml", """
                vulnerabilities:
                  - statement: no id
                  - id: A
                    expires: 2026-01-01
                  - id: B
                    expired_at: 2026-06-16Tnoon
                secret:
                  - id: C
                misconfigurations:
                """);

        assertThat(files.problems()).containsExactly(
                ".trivyignore.yaml:7:1: the document has the unknown key \"secret\". Did you mean \"secrets\"? Expected one of vulnerabilities,"
                + " misconfigurations, secrets, licenses.",
                ".trivyignore.yaml:2:5: vulnerabilities[0] has no \"id\". Expected one, for example id: CVE-2026-1234",
                ".trivyignore.yaml:4:5: vulnerabilities[1] has the unknown key \"expires\". Did you mean \"expired_at\"? Expected one of id, paths, purls, statement,"
                + " expired_at.",
                ".trivyignore.yaml:6:17: vulnerabilities[2].expired_at is the text \"2026-06-16Tnoon\". Expected a day such as 2026-12-31.");
    }
}
