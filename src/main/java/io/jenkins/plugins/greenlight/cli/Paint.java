package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.report.Ending;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Colour for the word at the head of a line that says how something ended. Bold too: colour alone does not reach everybody. */
final class Paint {
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "31";
    private static final Pattern WORD = Pattern.compile("^((?:WARNING: )?(?: {2})?)(" + Stream.concat(
            Stream.of(Outcome.values()), Stream.of(Ending.values())).map(Enum::name).distinct().collect(Collectors.joining("|")) + ")\\b");

    private Paint() { }

    /** @param line without anything that steers a terminal */
    static String line(String line) {
        return WORD.matcher(line).replaceFirst(match -> match.group(1) + "\u001b[1;" + colour(match.group(2)) + "m" + match.group(2) + "\u001b[0m");
    }

    private static String colour(String word) {
        return Stream.of(Outcome.values()).filter(outcome -> outcome.name().equals(word)).findFirst().map(Paint::of)
                .orElseGet(() -> of(Ending.valueOf(word)));
    }

    private static String of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> GREEN;
            case WARNED, INCONCLUSIVE -> YELLOW;
            case FAILED -> RED;
        };
    }

    private static String of(Ending ending) {
        return switch (ending) {
            case DELIVERED -> GREEN;
            case INCONCLUSIVE, BLOCKED -> YELLOW;
            case HALTED, ROLLED_BACK, ERROR, BAD_INPUT, GATE_FAILED -> RED;
        };
    }
}
