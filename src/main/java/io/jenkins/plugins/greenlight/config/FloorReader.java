package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.gate.Expectation;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.coverage.CoverageConfig;
import io.jenkins.plugins.greenlight.stage.image.scan.ScanConfig;
import io.jenkins.plugins.greenlight.stage.loadtest.LoadConfig;
import io.jenkins.plugins.greenlight.stage.security.SecurityConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code floors} of a policy. They know no measure of a repository's own: it could say there what it likes. */
final class FloorReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6}) ?(ms|s|m)");
    private static final int MOST_SAMPLES = 1_000_000;

    private FloorReader() { }

    /** By the gate's path. */
    static Map<String, Floor> read(Clause clause) {
        var floors = new LinkedHashMap<String, Floor>();
        gate(clause, "security", SecurityConfig.MEASURES, floors);
        gate(clause, "coverage", CoverageConfig.MEASURES, floors);
        clause.part("image", part -> part.part("scan", scan -> gate(scan, ScanConfig.MEASURES))).flatMap(scan -> scan)
                .ifPresent(floor -> floors.put("image.scan", floor));
        gate(clause, "loadTest", LoadConfig.MEASURES, floors);
        for (var section : List.of("staging", "production")) {
            clause.part(section, part -> part.part("watch", FloorReader::watch)).flatMap(watch -> watch)
                    .ifPresent(floor -> floors.put(section + ".watch", floor));
        }
        return floors;
    }

    private static void gate(Clause clause, String section, Vocabulary vocabulary, Map<String, Floor> floors) {
        clause.part(section, part -> gate(part, vocabulary)).ifPresent(floor -> floors.put(section, floor));
    }

    private static Floor gate(Clause part, Vocabulary vocabulary) {
        return new Floor(limits(part, vocabulary), part.flag("allowObserve"), part.flag("allowWarn"), Optional.empty(), Optional.empty(),
                part.place());
    }

    private static Floor watch(Clause part) {
        return new Floor(limits(part, DeploySettings.WATCHED), false, false, part.value("duration", FloorReader::duration),
                part.value("minSamples", FloorReader::samples), part.place());
    }

    private static List<Floor.Limit> limits(Clause part, Vocabulary vocabulary) {
        return part.list("checks", node -> limit(node, vocabulary)).orElse(List.of());
    }

    private static Floor.Limit limit(Node node, Vocabulary vocabulary) {
        try {
            var expectation = Expectation.parse(node.text());
            expectation.problem(vocabulary).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
            return new Floor.Limit(expectation, vocabulary.measures().get(expectation.measure()), node.place());
        } catch (IllegalArgumentException e) {
            throw new ParseException(node.place(), Values.name(node) + ": " + e.getMessage());
        }
    }

    private static Duration duration(Node node) {
        var match = DURATION.matcher(node.isText() ? node.text() : "");
        if (!match.matches()) {
            throw Values.wrong(node, "a duration such as \"30s\", \"500ms\" or \"2m\"");
        }
        long count = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }

    private static int samples(Node node) {
        double value = node.isNumber() ? node.number() : 0;
        if (value != Math.rint(value) || value < 1 || value > MOST_SAMPLES) {
            throw Values.wrong(node, "a whole number from 1 to " + MOST_SAMPLES);
        }
        return (int) value;
    }
}
