package io.jenkins.plugins.greenlight.stage.coverage.reader;

import io.jenkins.plugins.greenlight.parse.Xml;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.CoverageFormat;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.ReportedCoverage;
import io.jenkins.plugins.greenlight.stage.coverage.lines.SourceCollector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a JaCoCo XML report from front to back. A class that names no source file belongs to the one called like it. */
final class JacocoReader {
    private static final Set<String> PARTS = Set.of("sessioninfo", "group", "package", "counter");

    private final Xml xml;
    private final List<JacocoElement> open = new ArrayList<>();
    private final SourceCollector files = new SourceCollector();
    private final Map<String, Counters> packages = new HashMap<>();
    private final JacocoPackage inPackage;

    private JacocoReader(Xml xml, WorkspacePaths paths) {
        this.xml = xml;
        this.inPackage = new JacocoPackage(files, paths);
    }

    /** @param xml at the start of its root {@code <report>}
     *  @throws io.jenkins.plugins.greenlight.parse.ParseException when it is no whole JaCoCo report */
    static ReportedCoverage read(Xml xml, WorkspacePaths paths) {
        return new JacocoReader(xml, paths).read();
    }

    private ReportedCoverage read() {
        start();
        while (xml.next()) {
            if (xml.isStart()) {
                if (xml.depth() == 2 && !PARTS.contains(xml.name())) {
                    throw xml.wrong("is no JaCoCo report: its <report> holds <" + xml.name()
                            + ">. Expected <group> or <package>.");
                }
                start();
            } else if (xml.depth() > 1) {
                end(at(xml.depth()), at(xml.depth() - 1));
            }
        }
        return new ReportedCoverage(CoverageFormat.JACOCO, files.files(), at(1).counters(), packages);
    }

    private JacocoElement at(int depth) {
        while (open.size() <= depth) {
            open.add(new JacocoElement());
            open.get(open.size() - 1).open("", "", "");
        }
        return open.get(depth);
    }

    private void start() {
        String kind = xml.name();
        var holder = at(xml.depth() - 1);
        switch (kind) {
            case "line" -> line(holder);
            case "counter" -> counter(holder);
            case "method" -> open(kind, holder, xml.attribute("name").orElse("") + xml.attribute("desc").orElse(""));
            default -> open(kind, holder, xml.attribute("name").orElse(""));
        }
    }

    private void open(String kind, JacocoElement holder, String name) {
        String group = kind.equals("group") ? holder.group.isEmpty() ? name : holder.group + "/" + name : holder.group;
        at(xml.depth()).open(kind, name, group);
        switch (kind) {
            case "package" -> inPackage.open(name, group);
            case "sourcefile" -> inPackage.source(name);
            case "class" -> type(name, xml.attribute("sourcefilename").orElse(""));
            case "method" -> {
                if (!holder.kind.equals("class")) {
                    throw xml.wrong("has a <method> in <" + holder.kind + ">. Expected it in a <class>.");
                }
            }
            default -> { }
        }
    }

    private void type(String name, String file) {
        if (file.isEmpty() && (name.isEmpty() || name.endsWith("/"))) {
            throw xml.wrong("has a <class> without a name. Expected one, such as name=\"shop/Cart\".");
        }
        inPackage.type(name, file);
    }

    private void counter(JacocoElement holder) {
        at(xml.depth()).kind = "counter";
        var metric = Metric.of(xml.attribute("type").orElse(""));
        if (metric.isPresent()) {
            holder.counter(metric.get(), required("missed"), required("covered"));
        }
    }

    private void line(JacocoElement holder) {
        at(xml.depth()).kind = "line";
        if (!holder.kind.equals("sourcefile")) {
            throw xml.wrong("has a <line> in <" + holder.kind + ">. Expected it in a <sourcefile>.");
        }
        int missed = xml.count("mi", 0);
        int covered = xml.count("ci", 0);
        if (missed + covered > 0) {
            inPackage.line(required("nr"), covered, missed, xml.count("cb", 0), xml.count("mb", 0));
        }
    }

    private void end(JacocoElement ended, JacocoElement holder) {
        switch (ended.kind) {
            case "line", "counter" -> {
                return;
            }
            case "method" -> {
                if (ended.counts(Metric.METHOD)) {
                    inPackage.method(holder.name, ended.name, ended.covers(Metric.METHOD));
                }
            }
            case "class" -> {
                if (ended.counts(Metric.CLASS)) {
                    inPackage.ended(ended.name, ended.covers(Metric.CLASS));
                }
            }
            case "package" -> {
                inPackage.close();
                packages.computeIfAbsent(JacocoPackage.dotted(ended.name), name -> new Counters()).addAll(ended.counters());
            }
            default -> { }
        }
        ended.addTo(holder);
    }

    private int required(String attribute) {
        int count = xml.count(attribute, -1);
        if (count < 0) {
            throw xml.wrong("has a <" + xml.name() + "> without " + attribute + ".");
        }
        return count;
    }
}
