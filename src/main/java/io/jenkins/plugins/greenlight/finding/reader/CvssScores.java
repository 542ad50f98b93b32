package io.jenkins.plugins.greenlight.finding.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The base scores that several sources give to one vulnerability. The one taken is of version 3 if there is any, else 4, else
 * 2; of the preferred source, else NVD, else GitHub, else the highest.
 */
final class CvssScores {
    /** In the order in which they are preferred. */
    enum Version { V3, V4, V2 }

    private record Score(Version version, String source, double value) { }

    private static final int HIGHEST = 10;

    private final List<Score> scores = new ArrayList<>(4);

    /** A score that is not above 0 and at most 10 is none. */
    void add(Version version, String source, double value) {
        if (value > 0 && value <= HIGHEST) {
            scores.add(new Score(version, source, value));
        }
    }

    /** @param preferred a source; empty for none */
    OptionalDouble best(String preferred) {
        return scores.stream().min(Comparator.comparing(Score::version).thenComparing(score -> rank(score.source(), preferred))
                .thenComparing(Comparator.comparingDouble(Score::value).reversed())).map(Score::value)
                .map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static int rank(String source, String preferred) {
        return source.equalsIgnoreCase(preferred) ? 0 : source.equalsIgnoreCase("nvd") ? 1
                : source.equalsIgnoreCase("ghsa") || source.equalsIgnoreCase("github") ? 2 : 3;
    }
}
