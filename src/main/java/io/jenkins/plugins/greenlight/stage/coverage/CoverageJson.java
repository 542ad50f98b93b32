package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.stage.coverage.history.HistoryFile;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All figures for programs: shares are [covered, all]. */
final class CoverageJson {
    static final String SCHEMA = "greenlight.coverage";
    static final int VERSION = 1;
    static final int MOST_FILES = 20_000;

    private CoverageJson() { }

    static String of(CoverageFacts facts) {
        var files = facts.coverage().files();
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", SCHEMA);
        root.put("version", VERSION);
        root.put("app", facts.app());
        root.put("commit", facts.run().commit());
        root.put("complete", facts.isKnown());
        root.put("totals", HistoryFile.plain(facts.coverage().totals()));
        root.put("tests", facts.tests().map(ReadTests::counts).map(counts -> map("ran", counts.ran(), "failed", counts.failed(),
                "skipped", counts.skipped())).orElse(null));
        root.put("changed", facts.changed().map(CoverageJson::changed).orElse(null));
        root.put("rules", facts.rules().stream().map(rule -> map("paths", rule.rule().paths().stream().map(Object::toString).toList(),
                "files", rule.coverage().files().size(), "totals", HistoryFile.plain(rule.coverage().totals()))).toList());
        root.put("excluded", facts.excluded().stream().map(one -> map("pattern", one.pattern().toString(), "files", one.files(),
                "totals", HistoryFile.plain(one.counters()))).toList());
        root.put("files", files.stream().limit(MOST_FILES).map(file -> {
            var one = map("path", facts.paths().shown(file));
            one.putAll(HistoryFile.plain(file.counters()));
            return one;
        }).toList());
        root.put("filesLeftOut", Math.max(0, files.size() - MOST_FILES));
        return Json.writePretty(root);
    }

    private static Map<String, Object> changed(ChangedCoverage changed) {
        return map("against", changed.against(), "known", changed.isKnown(), "line", share(changed.ratio(Metric.LINE)),
                "branch", share(changed.ratio(Metric.BRANCH)), "files", changed.files().stream().limit(MOST_FILES).map(CoverageJson::file).toList(),
                "unreported", changed.unreported().keySet().stream().limit(MOST_FILES).toList());
    }

    private static Map<String, Object> file(ChangedFile file) {
        return map("path", file.path(), "line", share(file.lines()), "branch", share(file.branches()), "uncovered",
                file.uncovered().ranges().stream().map(range -> List.of(range.first(), range.last())).toList());
    }

    private static List<Long> share(Ratio ratio) {
        return List.of(ratio.covered(), ratio.total());
    }

    /** Keys and values alternating. */
    private static Map<String, Object> map(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
