package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.util.Optional;

/** So many of so many, as Cobertura writes it. */
final class CoberturaRatio {
    private static final int MAX_DIGITS = 9;

    private CoberturaRatio() { }

    /** Of {@code 50% (1/2)}; empty when it is not written so. */
    static Optional<Ratio> inBrackets(String text) {
        int open = text.indexOf('(');
        int slash = text.indexOf('/', open + 1);
        int close = text.indexOf(')', slash + 1);
        return open < 0 || slash < 0 || close < 0 ? Optional.empty()
                : of(text.substring(open + 1, slash), text.substring(slash + 1, close));
    }

    /** Empty unless both are whole numbers, and the first no more than the second. */
    static Optional<Ratio> of(String covered, String total) {
        int first = number(covered.strip());
        int second = number(total.strip());
        return first < 0 || second < first ? Optional.empty() : Optional.of(new Ratio(first, second));
    }

    private static int number(String digits) {
        return digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9') ? -1
                : Integer.parseInt(digits);
    }
}
