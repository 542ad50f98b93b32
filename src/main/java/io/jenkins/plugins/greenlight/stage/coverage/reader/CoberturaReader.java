package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.parse.Xml;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageFormat;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import io.jenkins.plugins.greenlight.stage.coverage.lines.ReportedCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a Cobertura XML report from front to back. A class's own lines are the ones there are; those of its methods, which repeat
 * them, tell whether a method was entered, and stand for the class's where it lists none.
 */
final class CoberturaReader {
    private static final Set<String> PARTS = Set.of("sources", "packages", "package", "classes", "class");
    private static final Map<String, String> PARTS_OF_OTHERS = Map.of("project", ", as Clover's does", "module", ", as NCover's does",
            "file", ", as SonarQube's generic coverage does");

    private final Xml xml;
    private final SourcePaths paths;
    private final SourceCollector files = new SourceCollector();
    private final CoberturaClass inClass = new CoberturaClass(files);
    private final List<String> roots = new ArrayList<>();
    private final Ratio lines;
    private final Ratio branches;
    private String inPackage = "";
    private boolean open;
    private boolean inMethod;

    private CoberturaReader(Xml xml, SourcePaths paths) {
        this.xml = xml;
        this.paths = paths;
        this.lines = ratio("lines");
        this.branches = ratio("branches");
    }

    /** @param xml at the start of its root {@code <coverage>}
     *  @throws io.jenkins.plugins.greenlight.parse.ParseException when it is no whole Cobertura report */
    static ReportedCoverage read(Xml xml, SourcePaths paths) {
        return new CoberturaReader(xml, paths).read();
    }

    private ReportedCoverage read() {
        while (xml.next()) {
            if (xml.isStart()) {
                start();
            } else {
                end();
            }
        }
        return report();
    }

    private void start() {
        if (xml.depth() == 2 && !PARTS.contains(xml.name())) {
            throw xml.wrong("is no Cobertura report: its <coverage> holds <" + xml.name() + ">"
                    + PARTS_OF_OTHERS.getOrDefault(xml.name(), "") + ". Expected <packages>.");
        }
        switch (xml.name()) {
            case "source" -> roots.add(xml.text().strip());
            case "package" -> inPackage = xml.attribute("name").orElse("");
            case "class" -> {
                String file = xml.attribute("filename").filter(name -> !name.isBlank())
                        .orElseThrow(() -> xml.wrong("has a <class> without filename."));
                inClass.open(paths.find(file, roots), inPackage, xml.attribute("name").orElse(""));
                open = true;
            }
            case "method" -> {
                inMethod = true;
                inClass.method(xml.attribute("name").orElse("") + xml.attribute("signature").orElse(""), entered());
            }
            case "line" -> line();
            case "condition" -> inClass.condition(xml.attribute("coverage").orElse(""));
            default -> { }
        }
    }

    private void end() {
        switch (xml.name()) {
            case "line" -> inClass.endLine();
            case "method" -> {
                inMethod = false;
                inClass.endMethod();
            }
            case "class" -> {
                open = false;
                inClass.close();
            }
            default -> { }
        }
    }

    private void line() {
        if (!open) {
            throw xml.wrong("has a <line> outside of a <class>.");
        }
        int number = xml.count("number", -1);
        String hits = xml.attribute("hits").orElse("");
        if (number < 0 || !HitCount.isCount(hits, 0, hits.length())) {
            throw xml.wrong("has a <line> with number=\"" + xml.attribute("number").orElse("") + "\" hits=\"" + hits
                    + "\". Expected two whole numbers of 0 or more.");
        }
        inClass.line(number, HitCount.isHit(hits, 0, hits.length()), inMethod);
        if (!xml.attribute("branch").orElse("").equals("false")) {
            xml.attribute("condition-coverage").ifPresent(this::branches);
        }
    }

    /** Such as {@code 50% (1/2)}; a percentage alone does not tell how many there are. */
    private void branches(String text) {
        int open = text.indexOf('(');
        int slash = text.indexOf('/', open);
        int close = text.indexOf(')', slash);
        if (open < 0) {
            return;
        }
        int covered = slash < 0 ? -1 : number(text, open + 1, slash);
        int total = close < 0 ? -1 : number(text, slash + 1, close);
        if (covered < 0 || total < covered) {
            throw xml.wrong("has condition-coverage=\"" + text + "\". Expected such as \"50% (1/2)\".");
        }
        inClass.branches(covered, total - covered);
    }

    private static int number(String text, int from, int to) {
        String digits = text.substring(from, to).strip();
        return digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9') ? -1
                : Integer.parseInt(digits);
    }

    /** What the method's element itself says; empty when it says nothing. */
    private String entered() {
        return xml.attribute("hits").or(() -> xml.attribute("line-rate")).filter(count -> HitCount.isCount(count, 0, count.length()))
                .orElse("");
    }

    private Ratio ratio(String what) {
        String covered = xml.attribute(what + "-covered").orElse("");
        String valid = xml.attribute(what + "-valid").orElse("");
        return valid.length() > 9 ? Ratio.NOTHING : ratio(number(covered, 0, covered.length()), number(valid, 0, valid.length()));
    }

    private static Ratio ratio(int covered, int valid) {
        return covered < 0 || valid < covered ? Ratio.NOTHING : new Ratio(covered, valid);
    }

    /** The lines count. Only where the root's sum of lines is theirs may its sum of branches tell of some that are on no line. */
    private ReportedCoverage report() {
        var all = files.files();
        var byLine = new Counters();
        all.forEach(file -> byLine.addAll(file.counters()));
        var totals = new Counters();
        if (byLine.get(Metric.LINE).isEmpty() && !lines.isEmpty()) {
            throw xml.wrong("says that " + lines + " lines were covered, but lists none. Expected every <line>.");
        }
        if (byLine.get(Metric.LINE).equals(lines) && branches.total() > byLine.get(Metric.BRANCH).total()
                && branches.covered() >= byLine.get(Metric.BRANCH).covered()) {
            totals.add(Metric.BRANCH, branches);
        }
        return new ReportedCoverage(CoverageFormat.COBERTURA, all, totals, Map.of());
    }
}
