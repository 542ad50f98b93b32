package io.jenkins.plugins.greenlight.finding.suppression;

import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.TODAY;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.code;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.of;
import static io.jenkins.plugins.greenlight.finding.suppression.SuppressionFolder.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrivyLinesTest {
    @TempDir private Path folder;
    private SuppressionFolder files;

    @BeforeEach void start() {
        files = new SuppressionFolder(folder);
    }

    @Test void readsAnIdALineWithDatesAndComments() {
        files.with(".trivyignore", "\uFEFF# Accept the risk\r\nCVE-2018-14618\r\n\r\n\tCVE-2019-14697   exp:2023-01-01\r\n"
                + "AVD-DS-0002 # the image needs root\n  # generic\ngeneric-unwanted-rule#1\nCVE-2026-2 until next week exp:2027-01-01 # later\n");

        var all = files.read().all();

        assertThat(all).extracting(Suppression::id).containsExactly("CVE-2018-14618", "CVE-2019-14697", "AVD-DS-0002",
                "generic-unwanted-rule#1", "CVE-2026-2");
        assertThat(all).extracting(Suppression::source).containsExactly(".trivyignore:2", ".trivyignore:4", ".trivyignore:5", ".trivyignore:7",
                ".trivyignore:8");
        assertThat(all).extracting(Suppression::reason).containsExactly("", "", "the image needs root", "", "later");
        assertThat(all.get(4).lastDay()).contains(LocalDate.of(2026, 12, 31));
        assertThat(all.get(0).why()).isEqualTo("no reason given");
    }

    @Test void holdsUntilItsDayBeginsAsWithTrivy() {
        var read = files.with(".trivyignore", "CVE-1 exp:2026-06-16\nCVE-2 exp:2026-06-15\n").read();

        assertThat(read.match(vulnerability("CVE-1", ""), TODAY)).isPresent();
        assertThat(read.match(vulnerability("CVE-1", ""), TODAY.plusDays(1))).isEmpty();
        assertThat(read.match(vulnerability("CVE-2", ""), TODAY)).isEmpty();
        assertThat(read.expired(TODAY)).extracting(Suppression::id).containsExactly("CVE-2");
    }

    @Test void holdsForAllThatTrivyFindsAndForNobodyElse() {
        var read = files.with(".trivyignore", "X\n").read();

        assertThat(read.match(of(FindingKind.SECRET, "Trivy", "X", "a"), TODAY)).isPresent();
        assertThat(read.match(of(FindingKind.CODE, "trivy", "x", "a"), TODAY)).isPresent();
        assertThat(read.match(code("X", "a"), TODAY)).isEmpty();
    }

    @Test void refusesADateThatTrivyPassesOver() {
        files.with(".trivyignore", "CVE-1\n  CVE-2 exp:2026-13-01\nCVE-3 exp:\nexp:2026-01-01 CVE-4\n- id: CVE-5\nvulnerabilities:\n");

        assertThat(files.problems()).containsExactly(
                ".trivyignore:2:9: \"exp:2026-13-01\" is no day. Expected one such as exp:2026-12-31, the first on which the entry holds no more.",
                ".trivyignore:3:7: \"exp:\" is no day. Expected one such as exp:2026-12-31, the first on which the entry holds no more.",
                ".trivyignore:4:1: \"exp:2026-01-01\" is no id. Expected one a line, such as CVE-2026-1234 exp:2026-12-31; what begins with # is"
                + " a comment.",
                ".trivyignore:5:1: \"-\" is no id. Expected one a line, such as CVE-2026-1234 exp:2026-12-31; what begins with # is a comment.",
                ".trivyignore:6:1: \"vulnerabilities:\" is no id. Expected one a line, such as CVE-2026-1234 exp:2026-12-31; what begins with # is"
                + " a comment.");
    }

    @Test void mayHoldNothingButComments() {
        assertThat(files.with(".trivyignore", "").read().all()).isEmpty();
        assertThat(files.with(".trivyignore.prod", "# nothing\n").read().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ignored.txt", "ignored", ".trivyignore-image"})
    void isKnownByItsLinesUnderAnyName(String name) {
        assertThat(files.with(name, "# ours\nCVE-1 # for now\nDS002 exp:2030-01-01\n").read().all()).extracting(Suppression::format)
                .containsOnly(SuppressionFormat.TRIVY_IGNORE);
    }
}
