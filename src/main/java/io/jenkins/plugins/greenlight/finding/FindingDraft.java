package io.jenkins.plugins.greenlight.finding;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A finding while its reader collects it. What is not said stays empty, the severity UNKNOWN, the kind CODE. */
public final class FindingDraft {
    private static final int MAX_SCORE = 10;

    private final String tool;
    private final String rule;
    private FindingKind kind = FindingKind.CODE;
    private Set<String> aliases = Set.of();
    private Severity severity = Severity.UNKNOWN;
    private OptionalDouble cvss = OptionalDouble.empty();
    private Optional<AffectedPackage> affected = Optional.empty();
    private String file = "";
    private int line;
    private String layer = "";
    private Set<String> cwes = Set.of();
    private String message = "";
    private String helpLink = "";
    private String context = "";
    private String fingerprint = "";

    public FindingDraft(String tool, String rule) {
        this.tool = tool;
        this.rule = rule;
    }

    public FindingDraft kind(FindingKind is) {
        kind = is;
        return this;
    }

    /** The rule itself, empty ones and repeated ones are left out. */
    public FindingDraft aliases(Iterable<String> others) {
        var all = new LinkedHashSet<String>();
        others.forEach(all::add);
        all.remove(rule);
        all.remove("");
        aliases = all;
        return this;
    }

    public FindingDraft severity(Severity is) {
        severity = is;
        return this;
    }

    /** A score outside 0 to 10 is none. */
    public FindingDraft cvss(double score) {
        cvss = score >= 0 && score <= MAX_SCORE ? OptionalDouble.of(score) : OptionalDouble.empty();
        return this;
    }

    public FindingDraft affected(AffectedPackage found) {
        affected = Optional.of(found);
        return this;
    }

    /** @param number below 1 or beyond an int: none */
    public FindingDraft place(String name, long number) {
        file = name;
        line = number >= 1 && number <= Integer.MAX_VALUE ? (int) number : 0;
        return this;
    }

    public FindingDraft layer(String digest) {
        layer = digest;
        return this;
    }

    public FindingDraft cwes(Iterable<String> ids) {
        var all = new LinkedHashSet<String>();
        ids.forEach(all::add);
        all.remove("");
        cwes = all;
        return this;
    }

    public FindingDraft message(String text) {
        message = text.strip();
        return this;
    }

    /** Anything but an http or https address is none. */
    public FindingDraft helpLink(String address) {
        helpLink = address.regionMatches(true, 0, "https://", 0, "https://".length())
                || address.regionMatches(true, 0, "http://", 0, "http://".length()) ? address : "";
        return this;
    }

    /** What tells it from another finding of the same rule in the same file, e.g. the line of code; the message when left out. */
    public FindingDraft context(String text) {
        context = text;
        return this;
    }

    /** The report's own, taken as it is in place of one made here. */
    public FindingDraft fingerprint(String own) {
        fingerprint = own;
        return this;
    }

    public Finding finding() {
        return new Finding(tool, kind, rule, List.copyOf(aliases), severity, cvss, affected, file, line, layer, List.copyOf(cwes), message,
                helpLink, fingerprint.isEmpty() ? Fingerprint.of(tool, rule, subject(), context.isEmpty() ? message : context) : fingerprint);
    }

    /** The package without its version, so that an update that fixes nothing makes no new finding; else the file. */
    private String subject() {
        return affected.map(found -> file + "\n" + found.name()).orElse(file);
    }
}
