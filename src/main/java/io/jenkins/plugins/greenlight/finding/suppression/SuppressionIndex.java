package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.Purl;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the suppressions that cover a finding without looking at each: by id; those that have none by their package, and else by
 * the file, which is asked once for each file. Not for two threads at a time.
 */
final class SuppressionIndex {
    private static final int FILES_REMEMBERED = 10_000;

    private final List<Suppression> all;
    private final ReportPath paths;
    private final Map<String, List<Integer>> byId = new HashMap<>();
    private final Map<String, List<Integer>> byPackage = new HashMap<>();
    private final List<Integer> byPath = new ArrayList<>();
    private final Map<String, List<Integer>> byFile = new HashMap<>();

    SuppressionIndex(List<Suppression> all, ReportPath paths) {
        this.all = all;
        this.paths = paths;
        for (int at = 0; at < all.size(); at++) {
            var one = all.get(at);
            if (!one.id().isEmpty()) {
                put(byId, key(one.id()), at);
            } else if (!one.purls().isEmpty()) {
                for (var purl : one.purls()) {
                    put(byPackage, purl.coordinates(), at);
                }
            } else {
                byPath.add(at);
            }
        }
    }

    /** The positions of those that cover it, lowest first. */
    BitSet covering(Finding finding) {
        var covering = new BitSet();
        var candidates = candidates(finding);
        if (!candidates.isEmpty()) {
            var path = paths.normal(finding.file());
            var purl = purl(finding);
            candidates.stream().filter(at -> all.get(at).covers(finding, path, purl)).forEach(covering::set);
        }
        return covering;
    }

    private Set<Integer> candidates(Finding finding) {
        var found = new TreeSet<Integer>();
        if (!byId.isEmpty()) {
            found.addAll(byId.getOrDefault(key(finding.rule()), List.of()));
            found.addAll(byId.getOrDefault(key(finding.fingerprint()), List.of()));
            finding.aliases().forEach(alias -> found.addAll(byId.getOrDefault(key(alias), List.of())));
        }
        if (!byPackage.isEmpty()) {
            purl(finding).ifPresent(purl -> found.addAll(byPackage.getOrDefault(purl.coordinates(), List.of())));
        }
        if (!byPath.isEmpty() && !finding.file().isEmpty()) {
            found.addAll(byFile(finding.file()));
        }
        return found;
    }

    private List<Integer> byFile(String file) {
        if (byFile.size() >= FILES_REMEMBERED) {
            byFile.clear();
        }
        return byFile.computeIfAbsent(file, name -> {
            String path = paths.normal(name);
            return byPath.stream().filter(at -> all.get(at).coversPath(path)).toList();
        });
    }

    private static Optional<Purl> purl(Finding finding) {
        return finding.affected().map(AffectedPackage::purl).flatMap(Purl::parse);
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, List<Integer>> map, String key, int at) {
        map.computeIfAbsent(key, unused -> new ArrayList<>()).add(at);
    }
}
