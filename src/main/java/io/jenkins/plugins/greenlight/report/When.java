package io.jenkins.plugins.greenlight.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as a person anywhere reads them: year first, 24 hours, UTC. */
final class When {
    private static final DateTimeFormatter SECOND = form("uuuu-MM-dd HH:mm:ss 'UTC'");
    private static final DateTimeFormatter FULL = form("uuuu-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter CLOCK = form("HH:mm:ss.SSS");

    private final LocalDate day;

    /** @param first of several times; those of the same day are told without it */
    When(Instant first) {
        this.day = LocalDate.ofInstant(first, ZoneOffset.UTC);
    }

    /** {@code 2026-03-01 10:00:00 UTC} */
    static void second(Markup html, Instant at) {
        html.element("time", SECOND.format(at), "datetime", at.toString());
    }

    /** {@code 2026-03-01 10:00:00.000 UTC} */
    static void full(Markup html, Instant at) {
        html.element("time", FULL.format(at) + " UTC", "datetime", at.toString());
    }

    /** {@code 10:00:00.000}, with the date in front where it is another day. */
    void moment(Markup html, Instant at) {
        html.element("time", (LocalDate.ofInstant(at, ZoneOffset.UTC).equals(day) ? CLOCK : FULL).format(at), "datetime", at.toString());
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
