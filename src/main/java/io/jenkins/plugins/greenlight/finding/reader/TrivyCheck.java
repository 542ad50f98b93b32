package io.jenkins.plugins.greenlight.finding.reader;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A check of Trivy's that a misconfiguration failed. Its id was written {@code KSV001} first, {@code KSV-0001} later, with
 * {@code AVD-KSV-0001} beside both.
 *
 * @param id      as the report writes it; empty when it names none
 * @param lasting the same in every version
 */
record TrivyCheck(String id, String lasting) {
    private static final Pattern ID = Pattern.compile("(?:AVD-)?([A-Z]{1,10})-?([0-9]{3,4})");
    /** Whose checks had three digits. Those of others with three digits were numbered by another tool. */
    private static final Set<String> ONCE_SHORT = Set.of("KSV", "DS");

    /** @param id "N/A" where an old version knew only the other */
    static TrivyCheck of(String id, String avdId) {
        String named = id.isEmpty() || id.equals("N/A") ? avdId : id;
        var parts = ID.matcher(named);
        boolean lasts = parts.matches() && (parts.group(2).length() == 4 || ONCE_SHORT.contains(parts.group(1)));
        return new TrivyCheck(named, lasts ? parts.group(1) + "-" + "0".repeat(4 - parts.group(2).length()) + parts.group(2) : named);
    }

    /** How the same check is written elsewhere, e.g. in a list of what to ignore; this id may be among them. */
    Set<String> spellings() {
        var all = new LinkedHashSet<String>();
        var parts = ID.matcher(lasting);
        if (parts.matches() && parts.group(2).length() == 4) {
            all.add(lasting);
            all.add("AVD-" + lasting);
            if (ONCE_SHORT.contains(parts.group(1)) && parts.group(2).startsWith("0")) {
                all.add(parts.group(1) + parts.group(2).substring(1));
            }
        }
        return all;
    }
}
