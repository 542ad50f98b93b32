package io.jenkins.plugins.greenlight.stage.coverage.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers of lines, kept as the stretches they make up: a file of a million new lines costs as little as one of one. */
public final class LineRanges {
    /** Both ends belong to it. @param first 1 or more */
    public record Range(int first, int last) {
        @Override public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    private final List<Range> ranges = new ArrayList<>();

    /** @param lines in ascending order */
    public static LineRanges of(int... lines) {
        var ranges = new LineRanges();
        Arrays.stream(lines).forEach(line -> ranges.add(line, line));
        return ranges;
    }

    /** @throws IllegalArgumentException when it does not come after all that was added before */
    public void add(int first, int last) {
        var before = ranges.isEmpty() ? new Range(0, 0) : ranges.get(ranges.size() - 1);
        if (first <= before.last || last < first) {
            throw new IllegalArgumentException("Lines " + new Range(first, last) + " after " + before + ". Expected them in ascending order.");
        }
        if (!ranges.isEmpty() && first == before.last + 1) {
            ranges.set(ranges.size() - 1, new Range(before.first, last));
        } else {
            ranges.add(new Range(first, last));
        }
    }

    public boolean contains(int line) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            var range = ranges.get(middle);
            if (line < range.first) {
                high = middle - 1;
            } else if (line > range.last) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** How many lines. */
    public long count() {
        return ranges.stream().mapToLong(range -> (long) range.last - range.first + 1).sum();
    }

    /** Ascending, none next to another. */
    public List<Range> ranges() {
        return List.copyOf(ranges);
    }

    /** Such as {@code 12-15, 20}. */
    @Override public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }

    @Override public boolean equals(Object other) {
        return other instanceof LineRanges lines && lines.ranges.equals(ranges);
    }

    @Override public int hashCode() {
        return ranges.hashCode();
    }
}
