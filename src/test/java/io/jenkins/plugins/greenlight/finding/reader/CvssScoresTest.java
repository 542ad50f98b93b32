package io.jenkins.plugins.greenlight.finding.reader;

import static io.jenkins.plugins.greenlight.finding.reader.CvssScores.Version.V2;
import static io.jenkins.plugins.greenlight.finding.reader.CvssScores.Version.V3;
import static io.jenkins.plugins.greenlight.finding.reader.CvssScores.Version.V4;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CvssScoresTest {
    private final CvssScores scores = new CvssScores();

    @Test void prefersVersionThreeThenFourThenTwo() {
        scores.add(V2, "nvd", 10);
        assertThat(scores.best("nvd")).hasValue(10);

        scores.add(V4, "other", 8);
        assertThat(scores.best("nvd")).hasValue(8);

        scores.add(V3, "another", 5);
        assertThat(scores.best("nvd")).hasValue(5);
    }

    @Test void prefersTheSourceOfTheSeverityThenNvdThenGitHubThenTheHighest() {
        scores.add(V3, "redhat", 5);
        scores.add(V3, "suse", 6);
        assertThat(scores.best("debian")).hasValue(6);

        scores.add(V3, "ghsa", 4);
        assertThat(scores.best("")).hasValue(4);

        scores.add(V3, "nvd", 3);
        assertThat(scores.best("")).hasValue(3);
        assertThat(scores.best("redhat")).hasValue(5);
    }

    @Test void takesNoScoreOutsideOfItsRange() {
        scores.add(V3, "nvd", 0);
        scores.add(V3, "nvd", 10.1);
        scores.add(V3, "nvd", -1);
        scores.add(V3, "nvd", Double.NaN);
        assertThat(scores.best("nvd")).isEmpty();

        scores.add(V3, "nvd", 0.1);
        scores.add(V4, "nvd", 10);
        assertThat(scores.best("nvd")).hasValue(0.1);
    }
}
