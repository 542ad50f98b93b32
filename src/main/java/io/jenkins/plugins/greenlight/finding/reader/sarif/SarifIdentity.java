package io.jenkins.plugins.greenlight.finding.reader.sarif;

import io.jenkins.plugins.greenlight.finding.Finding;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Knows a result of a run again by the only identity the standard gives it, its {@code guid} (SARIF 2.1.0 §3.27.3; §3.14.23 allows
 * results that are alike). Two that differ are two even when a tool gave both the same guid. Beyond {@value #MOST} guids a
 * repeated one counts again: rather one too many than one lost or no memory left.
 */
final class SarifIdentity {
    private static final int MOST = 500_000;
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Map<UUID, Integer> seen = new HashMap<>();

    /** Whether this result has not been there yet. @param guid empty when it has none */
    boolean isNew(String guid, Finding finding) {
        if (guid.isEmpty() || !GUID.matcher(guid).matches()) {
            return true;
        }
        var id = UUID.fromString(guid.toLowerCase(Locale.ROOT));
        var before = seen.get(id);
        if (before == null && seen.size() < MOST) {
            seen.put(id, finding.hashCode());
        }
        return before == null || before != finding.hashCode();
    }
}
