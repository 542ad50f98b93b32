package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Trivy says of itself.
 *
 * @param version      as it says, one line; empty when it says none
 * @param databaseDate when its database of vulnerabilities was made; empty when it has none or does not say
 * @param knowsJars    whether it has its database of Java archives, without which it stops at the first jar
 */
record TrivyVersion(String version, Optional<Instant> databaseDate, boolean knowsJars) {
    /** Published by whoever held the project's credentials in March 2026: GHSA-69fq-xp46-6x23. */
    private static final List<List<Integer>> MALICIOUS = List.of(List.of(0, 69, 4), List.of(0, 69, 5), List.of(0, 69, 6));
    private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?!\\d).*");
    /** Trivy writes the year 1 for a database that it does not have. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** What two clocks may differ. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** @param said by {@code trivy version --format json}; what is none says nothing */
    static TrivyVersion read(String said) {
        try {
            var root = Json.read(said, "trivy version");
            return new TrivyVersion(text(root, "Version").map(Said::beginning).orElse(""),
                    field(root, "VulnerabilityDB").flatMap(database -> text(database, "UpdatedAt")).flatMap(TrivyVersion::date),
                    field(root, "JavaDB").flatMap(database -> text(database, "UpdatedAt")).flatMap(TrivyVersion::date).isPresent());
        } catch (ParseException e) {
            return new TrivyVersion(Said.beginning(said), Optional.empty(), false);
        }
    }

    private static Optional<Node> field(Node node, String key) {
        return node.isMap() ? Optional.ofNullable(node.fields().get(key)) : Optional.empty();
    }

    private static Optional<String> text(Node node, String key) {
        return field(node, key).filter(Node::isText).map(Node::text);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(date -> date.isAfter(EARLIEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether nobody can tell which one it is. */
    boolean isUnreadable() {
        return numbers(version).isEmpty();
    }

    boolean isMalicious() {
        return numbers(version).filter(MALICIOUS::contains).isPresent();
    }

    /** @param other a readable version, such as 0.70.0 */
    boolean isBefore(String other) {
        return Arrays.compare(array(version), array(other)) < 0;
    }

    /** What is wrong with the database's age, a sentence; empty when it is at most {@code oldest}. */
    Optional<String> databaseProblem(Instant now, Duration oldest) {
        if (databaseDate.isEmpty()) {
            return Optional.of("trivy does not say how old its database of vulnerabilities is");
        }
        var age = Duration.between(databaseDate.get(), now);
        if (age.compareTo(AHEAD.negated()) < 0) {
            return Optional.of("trivy's database of vulnerabilities says it is from " + databaseDate.get() + ", which is yet to come");
        }
        return age.compareTo(oldest) <= 0 ? Optional.empty() : Optional.of("trivy's database of vulnerabilities is from "
                + databaseDate.get() + ", " + Trivy.hours(age) + " old");
    }

    private static int[] array(String version) {
        return numbers(version).orElse(List.of()).stream().mapToInt(Integer::intValue).toArray();
    }

    private static Optional<List<Integer>> numbers(String version) {
        var found = NUMBERS.matcher(version);
        return found.matches() ? Optional.of(List.of(Integer.valueOf(found.group(1)), Integer.valueOf(found.group(2)),
                Integer.valueOf(found.group(3)))) : Optional.empty();
    }
}
