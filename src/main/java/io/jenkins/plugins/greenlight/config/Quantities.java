package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.time.Duration;
import java.util.regex.Pattern;

/** Numbers, durations and rates of a configuration, each within its bounds or a ParseException. */
final class Quantities {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final double HIGHEST_RATE = 100_000;
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m)");
    private static final long LEAST_BYTES = 6L << 20;
    private static final Pattern BYTES = Pattern.compile("(\\d{1,6}) ?(MiB|GiB)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?/(s|min)");

    private Quantities() { }

    static int whole(Node node, int least, int most) {
        String expected = "a whole number from " + least + " to " + most;
        if (!node.isNumber()) {
            throw Values.wrong(node, expected);
        }
        double value = node.number();
        if (value != Math.rint(value) || value < least || value > most) {
            throw Values.wrong(node, expected);
        }
        return (int) value;
    }

    /** Above zero, at most a day. */
    static Duration duration(Node node) {
        var duration = durationOrZero(node);
        if (duration.isZero()) {
            throw Values.wrong(node, "more than nothing, such as \"10s\", \"250ms\" or \"2m\"");
        }
        return duration;
    }

    static Duration durationOrZero(Node node) {
        var match = DURATION.matcher(node.isText() ? node.text() : "");
        if (!match.matches()) {
            throw Values.wrong(node, "a duration such as \"10s\", \"250ms\" or \"2m\"");
        }
        long count = Long.parseLong(match.group(1));
        var duration = switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
        if (duration.compareTo(LONGEST) > 0) {
            throw Values.wrong(node, "at most a day, 1440m");
        }
        return duration;
    }

    /** Bytes, at least those that Docker lets a container have. */
    static long bytes(Node node) {
        var match = BYTES.matcher(node.isText() ? node.text() : "");
        if (!match.matches()) {
            throw Values.wrong(node, "an amount such as \"512 MiB\" or \"2 GiB\"");
        }
        long bytes = Long.parseLong(match.group(1)) << ("MiB".equals(match.group(2)) ? 20 : 30);
        if (bytes < LEAST_BYTES) {
            throw Values.wrong(node, "at least 6 MiB, the least that Docker takes");
        }
        return bytes;
    }

    /** Per second. */
    static double rate(Node node) {
        var match = RATE.matcher(node.isText() ? node.text() : "");
        if (!match.matches()) {
            throw Values.wrong(node, "a rate such as \"200/s\" or \"30/min\"");
        }
        double perSecond = Double.parseDouble(match.group(1)) / ("s".equals(match.group(2)) ? 1 : 60);
        if (perSecond <= 0 || perSecond > HIGHEST_RATE) {
            throw Values.wrong(node, "a rate above 0 and at most 100000/s");
        }
        return perSecond;
    }
}
