package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.suppression.SuppressionLimits;
import io.jenkins.plugins.greenlight.gate.Suggestion;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** {@code suppressions} of a policy. */
final class SuppressionLimitsReader {
    private static final int MOST_DAYS = 3650;
    private static final List<String> SEVERITIES = Arrays.stream(Severity.values()).map(Severity::measure).toList();

    private SuppressionLimitsReader() { }

    static SuppressionLimits read(Clause clause) {
        var severities = clause.list("severities", SuppressionLimitsReader::severity).<Set<Severity>>map(Set::copyOf)
                .orElse(EnumSet.allOf(Severity.class));
        var days = clause.value("maximumDays", SuppressionLimitsReader::days).map(OptionalInt::of).orElse(OptionalInt.empty());
        return new SuppressionLimits(severities, days, clause.place().toString());
    }

    private static Severity severity(Node node) {
        if (!node.isText() || !SEVERITIES.contains(node.text())) {
            throw new ParseException(node.place(), Values.name(node) + " is " + node.kind() + "."
                    + (node.isText() ? Suggestion.sentence(node.text(), SEVERITIES) : "") + " Expected one of "
                    + String.join(", ", SEVERITIES) + ".");
        }
        return Severity.values()[SEVERITIES.indexOf(node.text())];
    }

    private static int days(Node node) {
        double value = node.isNumber() ? node.number() : 0;
        if (value != Math.rint(value) || value < 1 || value > MOST_DAYS) {
            throw Values.wrong(node, "a whole number of days from 1 to " + MOST_DAYS);
        }
        return (int) value;
    }
}
