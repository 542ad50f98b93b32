package io.jenkins.plugins.greenlight.local;

import java.time.Duration;

/** One thing that goes on, as the line of a terminal that is redrawn while it does. */
final class ProgressLine {
    /** What is over sooner is not shown at all. */
    static final Duration SHOWN_AFTER = Duration.ofSeconds(2);
    private static final String SPINNER = "|/-\\";
    private static final long SPIN_MILLIS = 200;
    private static final int BAR = 20;

    private final String what;
    private final Duration lasts;
    private final long begunNanos;
    private volatile String note = "";

    /** @param lasts zero where nobody knows */
    ProgressLine(String what, Duration lasts, long begunNanos) {
        this.what = HarmlessText.line(what).replace('\t', ' ');
        this.lasts = lasts;
        this.begunNanos = begunNanos;
    }

    void note(String line) {
        note = HarmlessText.line(line.replaceAll("\\s+", " "));
    }

    boolean isShown(long nowNanos) {
        return elapsed(nowNanos).compareTo(SHOWN_AFTER) >= 0;
    }

    /** At most so many characters, so that the terminal does not wrap it. */
    String text(long nowNanos, int columns) {
        var elapsed = elapsed(nowNanos);
        var text = (lasts.isZero() ? spinner(elapsed) : bar(elapsed)) + "  " + what + "  " + times(elapsed)
                + (note.isEmpty() ? "" : "  " + note);
        return text.codePointCount(0, text.length()) <= columns ? text : text.substring(0, text.offsetByCodePoints(0, Math.max(0, columns)));
    }

    private static String spinner(Duration elapsed) {
        return String.valueOf(SPINNER.charAt((int) (elapsed.toMillis() / SPIN_MILLIS % SPINNER.length())));
    }

    /** Full is only what is over: what takes longer than it should stays at 99 %. */
    private String bar(Duration elapsed) {
        int percent = percent(elapsed);
        int full = percent * BAR / 100;
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] " + String.format("%2d", percent) + " %";
    }

    private int percent(Duration elapsed) {
        return (int) Math.min(99, elapsed.toMillis() * 100 / Math.max(1, lasts.toMillis()));
    }

    private String times(Duration elapsed) {
        var left = lasts.minus(elapsed);
        return clock(elapsed) + (lasts.isZero() ? "" : left.compareTo(Duration.ofSeconds(1)) < 0 ? ", nearly done" : ", " + clock(left) + " left");
    }

    private static String clock(Duration time) {
        return time.toSeconds() < 60 ? time.toSeconds() + " s" : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    private Duration elapsed(long nowNanos) {
        return Duration.ofNanos(nowNanos - begunNanos);
    }
}
