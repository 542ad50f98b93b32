package io.jenkins.plugins.greenlight.finding.scanner;

import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.parse.Xml;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs SpotBugs on compiled classes. */
final class SpotBugs {
    /** Its exit code adds up 1: found something, 2: missed classes that others name, 4: failed. Missed ones stand in the report. */
    private static final Set<Integer> GOOD = IntStream.of(0, 1, 2, 3).boxed().collect(Collectors.toCollection(TreeSet::new));
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

    private final SpotBugsScan config;
    private final Ports ports;
    private final Path report;
    private final Work work;

    SpotBugs(SpotBugsScan config, Ports ports, Path output) {
        this.config = config;
        this.ports = ports;
        this.report = output.toAbsolutePath().resolve("spotbugs.xml");
        this.work = new Work("spotbugs", ports);
    }

    Scanned scan() throws InterruptedException {
        var program = program();
        var classes = paths("classes", config.classes());
        var plugins = paths("plugins", config.plugins());
        var aux = paths("auxClasspath", config.auxClasspath());
        var filter = paths("excludeFilter", config.excludeFilter().stream().toList());
        if (!work.hasProblem() && work.prepare(report)) {
            if (work.runs(arguments(program, classes, plugins, aux, filter), config.timeout(), GOOD) && work.report(report)) {
                version();
            }
        }
        return work.done();
    }

    /** As its report says: asked for it, SpotBugs asks on the network whether there is a newer one. */
    private void version() {
        try (var xml = Xml.open(report, "spotbugs.xml")) {
            if (xml.next()) {
                work.version(Said.beginning(xml.attribute("version").orElse("")));
            }
        } catch (IOException | ParseException e) {
            work.version(""); // whoever reads the report says what is wrong with it
        }
    }

    /** A jar is run by the Java that runs this. */
    private List<String> program() {
        if (!config.program().endsWith(".jar")) {
            return work.program(config.program()).map(found -> List.of(found.path().toString())).orElse(List.of());
        }
        return work.file(config.program()).map(jar -> List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                jar.path().toString())).orElse(List.of());
    }

    private List<String> arguments(List<String> program, List<String> classes, List<String> plugins, List<String> aux,
                                   List<String> filter) {
        var argv = new ArrayList<>(List.of("-textui", "-effort:" + config.effort(), "-low", "-exitcode", "-xml:withMessages",
                "-output", report.toString()));
        if (!plugins.isEmpty()) {
            argv.addAll(List.of("-pluginList", String.join(File.pathSeparator, plugins)));
        }
        if (!aux.isEmpty()) {
            argv.addAll(List.of("-auxclasspath", String.join(File.pathSeparator, aux)));
        }
        filter.forEach(file -> argv.addAll(List.of("-exclude", file)));
        argv.addAll(classes);
        return with(program, argv);
    }

    private static List<String> with(List<String> program, List<String> more) {
        var argv = new ArrayList<>(program);
        argv.addAll(more);
        return argv;
    }

    /** What they name, from the root on; a problem for each that names nothing. */
    private List<String> paths(String key, List<String> named) {
        var paths = new ArrayList<String>();
        for (var one : named) {
            try {
                var found = GLOB.matcher(one).find() ? ports.workspace().find(List.of(one)) : List.of(ports.workspace().resolve(one));
                found.stream().filter(Files::exists).map(Path::toString).forEach(paths::add);
                if (found.stream().noneMatch(Files::exists)) {
                    work.problem("spotbugs did not run: there is no " + one, "files that are there", "Correct security.spotbugs." + key
                            + ", or make it before this stage.");
                }
            } catch (IOException e) {
                work.problem("spotbugs did not run: " + Said.line(e.getMessage()), "a path that can be read",
                        "Correct security.spotbugs." + key + ".");
            }
        }
        return paths;
    }
}
