package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What several sources say of one vulnerability's severity. */
final class CycloneDxRatings {
    private record Rating(String source, Severity severity) { }

    private final List<Rating> ratings = new ArrayList<>(4);
    private final CvssScores scores = new CvssScores();

    /** The list here. */
    void read(JsonStream json) {
        MaybeJson.items(json, () -> {
            var parts = new String[] {"", "", ""};
            var score = new double[] {-1};
            json.fields(key -> {
                switch (key) {
                    case "source" -> parts[0] = name(json);
                    case "severity" -> parts[1] = json.text();
                    case "method" -> parts[2] = json.text();
                    case "score" -> score[0] = json.isNull() ? -1 : json.number();
                    default -> { }
                }
            });
            add(parts[0], parts[1], parts[2], score[0]);
        });
    }

    /** The source here, by its name. */
    static String name(JsonStream json) {
        var name = new String[] {""};
        MaybeJson.fields(json, part -> name[0] = part.equals("name") ? json.text() : name[0]);
        return name[0];
    }

    private void add(String source, String severity, String method, double score) {
        var version = version(method);
        version.ifPresent(is -> scores.add(is, source, score));
        boolean scored = version.isPresent() && score >= 0 && score <= 10;
        var said = severity(severity);
        ratings.add(new Rating(source, said == Severity.UNKNOWN && scored ? Severity.ofScore(score) : said));
    }

    private static Optional<CvssScores.Version> version(String method) {
        return switch (method) {
            case "CVSSv3", "CVSSv31" -> Optional.of(CvssScores.Version.V3);
            case "CVSSv4" -> Optional.of(CvssScores.Version.V4);
            case "CVSSv2" -> Optional.of(CvssScores.Version.V2);
            default -> Optional.empty();
        };
    }

    private static Severity severity(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "critical" -> Severity.CRITICAL;
            case "high" -> Severity.HIGH;
            case "medium" -> Severity.MEDIUM;
            case "low" -> Severity.LOW;
            case "info", "none" -> Severity.INFO;
            default -> Severity.UNKNOWN;
        };
    }

    /** As the source itself rates it; the worst of all when that does not. */
    Severity worstBy(String source) {
        return worst(source).or(() -> worst("")).orElse(Severity.UNKNOWN);
    }

    private Optional<Severity> worst(String source) {
        return ratings.stream().filter(rating -> source.isEmpty() || rating.source().equalsIgnoreCase(source))
                .map(Rating::severity).filter(severity -> severity != Severity.UNKNOWN).min(Comparator.naturalOrder());
    }

    OptionalDouble score(String source) {
        return scores.best(source);
    }
}
