package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.finding.scanner.BanditScan;
import io.jenkins.plugins.greenlight.finding.scanner.CommandScan;
import io.jenkins.plugins.greenlight.finding.scanner.Scanners;
import io.jenkins.plugins.greenlight.finding.scanner.SpotBugsScan;
import io.jenkins.plugins.greenlight.finding.scanner.TrivyScan;
import io.jenkins.plugins.greenlight.parse.Node;
import java.util.List;
import java.util.Set;

/** {@code trivy}, {@code spotbugs}, {@code bandit} and {@code commands} of {@code security}. */
final class ScannersReader {
    private static final String PROGRAM = "program";
    private static final String TIMEOUT = "timeout";

    private ScannersReader() { }

    static Scanners read(Section section) {
        return new Scanners(section.section("trivy", ScannersReader::trivy), section.section("spotbugs", ScannersReader::spotbugs),
                section.section("bandit", ScannersReader::bandit), section.sections("commands", ScannersReader::command));
    }

    private static TrivyScan trivy(Section section) {
        return new TrivyScan(
                section.value(PROGRAM, Node::text),
                section.value("scan", node -> Values.word(node, TrivyScan.Kind.class)),
                section.value("target", Node::text),
                looks(section),
                section.list("skip", Node::text),
                section.value("sbom", Node::flag),
                section.optional("cacheFolder", Node::text),
                section.optional("databaseRepository", Node::text),
                section.optional("minimumVersion", Node::text),
                section.optional("maximumDatabaseAge", Quantities::age),
                section.optional("sha256", Node::text),
                section.value(TIMEOUT, Quantities::duration));
    }

    static List<TrivyScan.Look> looks(Section section) {
        return section.value("scanners", list -> list.items().stream().map(node -> Values.word(node, TrivyScan.Look.class))
                .distinct().toList());
    }

    private static SpotBugsScan spotbugs(Section section) {
        var program = section.value(PROGRAM, Node::text);
        if (program.endsWith(".jar") && !program.startsWith("/")) {
            section.note(PROGRAM, "is the jar \"" + program + "\", which no PATH leads to. Expected its path from the root on.");
        }
        return new SpotBugsScan(program, section.list("classes", Node::text), section.list("plugins", Node::text),
                section.list("auxClasspath", Node::text), section.optional("excludeFilter", Node::text),
                section.value("effort", Node::text), section.value(TIMEOUT, Quantities::duration));
    }

    private static BanditScan bandit(Section section) {
        return new BanditScan(section.value(PROGRAM, Node::text), section.list("paths", Node::text),
                section.value(TIMEOUT, Quantities::duration));
    }

    private static CommandScan command(Section section) {
        var run = section.required("run", List.<String>of(), ScannersReader::words);
        return new CommandScan(
                run.isEmpty() ? List.of("refused") : run,
                section.required("report", "", Node::text),
                Set.copyOf(section.value("exitCodes", list -> list.items().stream().map(Quantities::whole).distinct().toList())),
                section.optional("version", ScannersReader::words).orElse(List.of()),
                section.value(TIMEOUT, Quantities::duration));
    }

    private static List<String> words(Node list) {
        return list.items().stream().map(Node::text).toList();
    }
}
