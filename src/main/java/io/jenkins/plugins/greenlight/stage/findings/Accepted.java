package io.jenkins.plugins.greenlight.stage.findings;

import io.jenkins.plugins.greenlight.finding.suppression.Suppression;
import io.jenkins.plugins.greenlight.finding.suppression.Suppressions;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be said of the entries by which somebody decided to live with findings.
 *
 * @param expired  hold no more: what they cover counts again
 * @param expiring have a last day that is {@link #DAYS} days off or nearer
 * @param unused   cover nothing that was found
 * @param doubts   what a file says that could not be followed
 * @param overruled what the platform's policy keeps from being suppressed
 */
public record Accepted(List<Suppression> expired, List<Suppression> expiring, List<Suppression> unused, List<String> doubts,
                List<String> overruled) {
    static final int DAYS = 14;
    public static final List<String> COLUMNS = List.of("State", "Entry", "Reason", "Owner", "Last day", "Where");
    private static final int MOST_NAMED = 10;

    public Accepted {
        expired = List.copyOf(expired);
        expiring = List.copyOf(expiring);
        unused = List.copyOf(unused);
        doubts = List.copyOf(doubts);
        overruled = List.copyOf(overruled);
    }

    /** After the last finding. @param whole whether all was read: else nobody knows what is unused */
    public static Accepted of(Suppressions suppressions, LocalDate today, boolean whole) {
        return new Accepted(suppressions.expired(today), suppressions.expiring(today, DAYS), whole ? suppressions.unused() : List.of(),
                suppressions.doubts(), suppressions.overruled(today));
    }

    /** Why a finding does not count, in one line. */
    static String why(Suppression one) {
        return one.why() + (one.owner().isEmpty() ? "" : " (" + one.owner() + ")")
                + one.lastDay().map(day -> ", until " + day).orElse("");
    }

    /** A warning for each sort of entry that a person is to look at. */
    List<Check> checks() {
        var checks = new ArrayList<Check>();
        add(checks, expired.size() + " expired: ", named(expired), "none that is expired",
                "What they cover counts again. Fix it, or look at it again and set a later date.");
        add(checks, expiring.size() + (expiring.size() == 1 ? " expires" : " expire") + " within " + DAYS + " days: ",
                named(expiring), "a last day further off", "Fix what they cover before it counts again, or look at it again and set a later date.");
        add(checks, doubts.size() + " not followed: ", doubts.stream().limit(MOST_NAMED).map(Brief::text).toList(),
                "entries that are understood", "They suppress nothing. Write them so that they are understood, or take them out.");
        add(checks, overruled.size() + " overruled: ", overruled.stream().limit(MOST_NAMED).map(Brief::text).toList(),
                "what the platform's policy allows", "What they cover counts. Fix it; what may be suppressed is the platform's to say.");
        return checks;
    }

    /** As long as {@link #COLUMNS} each. */
    public List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        expired.forEach(one -> rows.add(row("expired", one)));
        expiring.forEach(one -> rows.add(row("expires soon", one)));
        unused.forEach(one -> rows.add(row("unused", one)));
        return rows;
    }

    private static void add(List<Check> checks, String what, List<String> entries, String required, String advice) {
        if (!entries.isEmpty()) {
            checks.add(new Check("suppressions", Outcome.WARNED, what + String.join(", ", entries), required, advice));
        }
    }

    private static List<String> named(List<Suppression> entries) {
        var names = entries.stream().limit(MOST_NAMED).map(one -> Brief.text(id(one)) + " (" + one.source()
                + one.lastDay().map(day -> ", last day " + day).orElse("") + ")").collect(Collectors.toCollection(ArrayList::new));
        if (entries.size() > MOST_NAMED) {
            names.add("and " + (entries.size() - MOST_NAMED) + " more");
        }
        return names;
    }

    private static List<String> row(String state, Suppression one) {
        return List.of(state, Brief.text(id(one)), Brief.text(one.reason()), Brief.text(one.owner()),
                one.lastDay().map(LocalDate::toString).orElse(""), one.source());
    }

    private static String id(Suppression one) {
        return one.id().isEmpty() ? "any" : one.id();
    }
}
