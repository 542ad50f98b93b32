package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Purl;
import io.jenkins.plugins.greenlight.parse.Glob;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a file of suppressions. It covers a finding that fits all it says; what it leaves empty fits every finding. Texts
 * are as the file has them: whoever shows one makes it harmless.
 *
 * @param format of the file
 * @param id     rule, alias or fingerprint, upper and lower case alike; empty for any
 * @param tool   upper and lower case alike; empty for any
 * @param kinds  empty for any; a finding of kind CODE fits all, as its tool may not have told them apart
 * @param paths  one of them must fit the finding's {@link ReportPath}; empty for any finding, with or without a file
 * @param purls  one of them must cover the finding's package; empty for any finding, with or without a package
 * @param reason as given; of VEX its state, justification and detail; empty when a foreign file gives none
 * @param owner  empty when the format knows none
 * @param lastDay the last on which it holds, a day in UTC; empty for ever
 * @param source {@code file:line}
 */
public record Suppression(SuppressionFormat format, String id, String tool, Set<FindingKind> kinds, List<Glob> paths, List<Purl> purls,
                          String reason, String owner, Optional<LocalDate> lastDay, String source) {
    public Suppression {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(lastDay, "lastDay");
        Objects.requireNonNull(source, "source");
        kinds = Set.copyOf(kinds);
        paths = List.copyOf(paths);
        purls = List.copyOf(purls);
    }

    /** False from the day after its last on. */
    public boolean holdsOn(LocalDate today) {
        return lastDay.map(last -> !today.isAfter(last)).orElse(true);
    }

    /** The reason, or what is known instead. */
    public String why() {
        return reason.isEmpty() ? "no reason given" : reason;
    }

    /** @param path of the finding, for matching; empty when it has no file */
    boolean covers(Finding finding, String path, Optional<Purl> purl) {
        return (tool.isEmpty() || tool.equalsIgnoreCase(finding.tool()))
                && (kinds.isEmpty() || finding.kind() == FindingKind.CODE || kinds.contains(finding.kind()))
                && (id.isEmpty() || finding.isNamed(id) || finding.fingerprint().equalsIgnoreCase(id))
                && (paths.isEmpty() || coversPath(path))
                && (purls.isEmpty() || purl.isPresent() && purls.stream().anyMatch(one -> one.covers(purl.get())));
    }

    boolean coversPath(String path) {
        if (path.isEmpty()) {
            return false;
        }
        for (var glob : paths) {
            if (glob.matches(path)) {
                return true;
            }
        }
        return false;
    }
}
