package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.parse.Node;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Numbers, durations and rates whose form the schema has seen; bounds that a form cannot say are a ParseException. */
final class Quantities {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final double HIGHEST_RATE = 100_000;
    private static final long LEAST_BYTES = 6L << 20;
    private static final Pattern PARTS = Pattern.compile("([\\d.]+) ?/?([A-Za-z]+)");

    private Quantities() { }

    static int whole(Node node) {
        return (int) node.number();
    }

    /** At most a day. */
    static Duration duration(Node node) {
        var parts = parts(node);
        long count = Long.parseLong(parts.group(1));
        var duration = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
        if (duration.compareTo(LONGEST) > 0) {
            throw Values.wrong(node, "at most a day, 1440m");
        }
        return duration;
    }

    /** Of what is kept: hours or days. */
    static Duration age(Node node) {
        var parts = parts(node);
        long count = Long.parseLong(parts.group(1));
        return "h".equals(parts.group(2)) ? Duration.ofHours(count) : Duration.ofDays(count);
    }

    /** Bytes. */
    static long amount(Node node) {
        var parts = parts(node);
        return Long.parseLong(parts.group(1)) << ("MiB".equals(parts.group(2)) ? 20 : 30);
    }

    /** Bytes, at least those that Docker lets a container have. */
    static long bytes(Node node) {
        long bytes = amount(node);
        if (bytes < LEAST_BYTES) {
            throw Values.wrong(node, "at least 6 MiB, the least that Docker takes");
        }
        return bytes;
    }

    /** Per second. */
    static double rate(Node node) {
        var parts = parts(node);
        double perSecond = Double.parseDouble(parts.group(1)) / ("s".equals(parts.group(2)) ? 1 : 60);
        if (perSecond > HIGHEST_RATE) {
            throw Values.wrong(node, "a rate above 0 and at most 100000/s");
        }
        return perSecond;
    }

    private static MatchResult parts(Node node) {
        var parts = PARTS.matcher(node.text());
        if (!parts.matches()) {
            throw new IllegalStateException(node.path() + " is " + node.kind() + ", which " + Schema.NAME + " let pass.");
        }
        return parts;
    }
}
