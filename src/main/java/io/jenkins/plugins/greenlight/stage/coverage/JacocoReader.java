package io.jenkins.plugins.greenlight.stage.coverage;

import io.jenkins.plugins.greenlight.stage.coverage.lines.Counters;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Metric;
import io.jenkins.plugins.greenlight.stage.coverage.lines.Ratio;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Xml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads a JaCoCo XML report from front to back. Files and classes are known by package and name, so that reports of
 * several test runs meet; where one report has the same name in two groups, these are two files, told apart by the group.
 */
final class JacocoReader {
    /** An open element with the counters that stand in it and in what it holds. */
    private static final class Element {
        private final String kind;
        private final String name;
        private final Counters own = new Counters();
        private final Counters ofParts = new Counters();
        private final Counters ofFiles = new Counters();

        Element(String kind, String name) {
            this.kind = kind;
            this.name = name;
        }

        /** Its own counters, else those of its classes, else of its source files, which count the same things again. */
        Counters counters() {
            return own.orElse(ofParts).orElse(ofFiles);
        }
    }

    private final Xml xml;
    private final Deque<Element> open = new ArrayDeque<>();
    private final Map<String, String> groupOfName = new HashMap<>();
    private final Lines lines = new Lines();
    private final Map<String, Counters> packages = new HashMap<>();
    private final Map<String, Boolean> methods = new HashMap<>();
    private final Map<String, Boolean> classes = new HashMap<>();

    private JacocoReader(Xml xml) {
        this.xml = xml;
    }

    /** @throws ParseException when it is no whole JaCoCo report */
    static JacocoReport read(Path file, String source) throws IOException {
        try (var xml = Xml.open(file, source)) {
            xml.next();
            if (!xml.isStart("report")) {
                throw xml.wrong("is no JaCoCo report: its root is <" + xml.name() + ">. Expected <report>.");
            }
            return new JacocoReader(xml).read();
        }
    }

    private JacocoReport read() {
        var root = new Element("report", "");
        open.push(root);
        while (xml.next()) {
            if (xml.isStart()) {
                start();
            } else if (open.size() > 1) {
                end(open.pop());
            }
        }
        return new JacocoReport(lines, root.counters(), packages, methods, classes);
    }

    private void start() {
        switch (xml.name()) {
            case "counter" -> Metric.of(xml.attribute("type").orElse("")).ifPresent(metric ->
                    open.element().own.add(metric, Ratio.ofMissed(required("missed"), required("covered"))));
            case "line" -> line();
            default -> { }
        }
        open.push(new Element(xml.name(), xml.attribute("name").orElse("") + xml.attribute("desc").orElse("")));
    }

    private void line() {
        var instructions = Ratio.ofMissed(xml.count("mi").orElse(0), xml.count("ci").orElse(0));
        if (!instructions.isEmpty()) {
            String name = open.element().name;
            lines.add(new Lines.File(named("package"), name, scope("sourcefile " + named("package") + "/" + name)),
                    required("nr"), instructions, Ratio.ofMissed(xml.count("mb").orElse(0), xml.count("cb").orElse(0)));
        }
    }

    private void end(Element ended) {
        switch (ended.kind) {
            case "method" -> entered(methods, Metric.METHOD, ended, named("class") + "." + ended.name);
            case "class" -> entered(classes, Metric.CLASS, ended, ended.name);
            case "package" -> packages.computeIfAbsent(ended.name, name -> new Counters()).addAll(ended.counters());
            default -> { }
        }
        var holder = open.element();
        (ended.kind.equals("sourcefile") ? holder.ofFiles : holder.ofParts).addAll(ended.counters());
    }

    private void entered(Map<String, Boolean> all, Metric metric, Element ended, String name) {
        var ratio = ended.counters().get(metric);
        if (!ratio.isEmpty()) {
            all.merge(name + scope(metric + " " + name), ratio.covered() > 0, Boolean::logicalOr);
        }
    }

    /** Empty, unless this report had the same name in another group before. */
    private String scope(String name) {
        String group = open.stream().filter(element -> element.kind.equals("group")).map(element -> element.name)
                .collect(Collectors.joining("/"));
        return groupOfName.computeIfAbsent(name, first -> group).equals(group) ? "" : group;
    }

    private String named(String kind) {
        return open.stream().filter(element -> element.kind.equals(kind)).map(element -> element.name).findFirst().orElse("");
    }

    private int required(String attribute) {
        return xml.count(attribute).orElseThrow(() -> xml.wrong("has a <" + xml.name() + "> without " + attribute + "."));
    }
}
