package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.parse.Xml;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageFormat;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import io.jenkins.plugins.greenlight.stage.coverage.lines.ReportedCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceCollector;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads a Cobertura XML report from front to back. A class's own lines are the ones there are; those of its methods, which repeat
 * them, tell whether a method was entered, and stand for the class's where it lists none.
 */
final class CoberturaReader {
    private static final Set<String> PARTS = Set.of("sources", "packages", "package", "classes", "class");
    private static final Map<String, String> PARTS_OF_OTHERS = Map.of("project", ", as Clover's does", "module",
            ", as NCover's does", "file", ", as SonarQube's generic coverage does");
    private static final int NAMED = 5;

    private final Xml xml;
    private final WorkspacePaths paths;
    private final SourceCollector files = new SourceCollector();
    private final CoberturaClass inClass = new CoberturaClass(files);
    private final Ratio lines;
    private final Ratio branches;
    private final Set<String> classes = new HashSet<>();
    private String inPackage = "";
    private String file = "";
    private boolean open;
    private boolean inMethod;

    private CoberturaReader(Xml xml, WorkspacePaths paths) {
        this.xml = xml;
        this.paths = paths;
        this.lines = ratio("lines");
        this.branches = ratio("branches");
    }

    /** @param xml at the start of its root {@code <coverage>}
     *  @throws io.jenkins.plugins.greenlight.parse.ParseException when it is no whole Cobertura report */
    static ReportedCoverage read(Xml xml, WorkspacePaths paths) {
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
            case "source" -> paths.root(xml.text().strip());
            case "package" -> inPackage = xml.attribute("name").orElse("");
            case "class" -> {
                String name = xml.attribute("name").orElse("");
                file = xml.attribute("filename").orElseThrow(() -> xml.wrong("has a <class> without filename."));
                inClass.open(file.isBlank() ? name : paths.find(file), inPackage, name);
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
                if (inClass.close() && paths.hasSeveralRoots() && !classes.add(inPackage + '\0' + file + '\0' + inClass.type())) {
                    again();
                }
            }
            default -> { }
        }
    }

    /** coverage.py names a file below its source, and two files of two sources alike. */
    private void again() {
        var places = paths.below(file);
        if (places.size() > 1) {
            throw xml.wrong("names " + file + " twice, which may be " + String.join(" or ", places.stream().limit(NAMED).toList())
                    + ": it lies below several of its sources. Expected names that tell files apart, as with one source above all of them.");
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
            xml.attribute("condition-coverage").filter(text -> text.indexOf('(') >= 0).ifPresent(this::branches);
        }
    }

    /** @param text a percentage alone does not tell how many there are, and is not given here */
    private void branches(String text) {
        var ratio = CoberturaRatio.inBrackets(text).orElseThrow(() -> xml.wrong("has condition-coverage=\"" + text
                + "\". Expected such as \"50% (1/2)\"."));
        inClass.branches((int) ratio.covered(), (int) (ratio.total() - ratio.covered()));
    }

    /** What the method's element itself says; empty when it says nothing. */
    private String entered() {
        return xml.attribute("hits").or(() -> xml.attribute("line-rate"))
                .filter(count -> HitCount.isCount(count, 0, count.length())).orElse("");
    }

    private Ratio ratio(String what) {
        return CoberturaRatio.of(xml.attribute(what + "-covered").orElse(""), xml.attribute(what + "-valid").orElse(""))
                .orElse(Ratio.NOTHING);
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
