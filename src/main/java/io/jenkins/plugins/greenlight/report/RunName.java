package io.jenkins.plugins.greenlight.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What the folder of a kept run is called, such as {@code 20260131T120000000Z-7f3c}; the names sort by time.
 *
 * @param at when the run ended, to the millisecond
 * @param id 1 to 64 letters, digits and dashes
 */
public record RunName(Instant at, String id) implements Comparable<RunName> {
    private static final Pattern FORM = Pattern.compile("([0-9]{8}T[0-9]{9}Z)-([A-Za-z0-9-]{1,64})");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Comparator<RunName> ORDER = Comparator.comparing(RunName::at).thenComparing(RunName::id);

    /** @param nonce letters, digits and dashes of it are kept, at most 64; a random id stands for none */
    static RunName of(Instant at, String nonce) {
        String kept = nonce.replaceAll("[^A-Za-z0-9-]", "");
        String id = kept.isEmpty() ? UUID.randomUUID().toString().substring(0, 8)
                : kept.substring(0, Math.min(64, kept.length()));
        return new RunName(Instant.ofEpochMilli(at.toEpochMilli()), id);
    }

    /** Empty for what is no such name. */
    static Optional<RunName> read(String name) {
        var parts = FORM.matcher(name);
        try {
            return parts.matches() ? Optional.of(new RunName(TIME.parse(parts.group(1), Instant::from), parts.group(2)))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Oldest first. */
    @Override public int compareTo(RunName other) {
        return ORDER.compare(this, other);
    }

    @Override public String toString() {
        return TIME.format(at) + "-" + id;
    }
}
