package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code watch}: how a candidate with users is looked at, and who else is asked. */
final class WatchReader {
    private static final URI NOWHERE = URI.create("http://127.0.0.1");
    private static final Pattern FILLED = Pattern.compile("\\$\\{([^}]*)}");
    private static final Set<String> FILLINGS = Set.of("release", "slot", "since");
    private static final String COUNT = "count";

    private WatchReader() { }

    static DeploySettings.Watch read(Section section) {
        var metrics = section.section("prometheus", WatchReader::prometheus);
        var watch = new DeploySettings.Watch(
                section.value("duration", Quantities::duration),
                section.value("interval", Quantities::duration),
                section.value("minSamples", Quantities::whole),
                Checks.checks(section, vocabulary(metrics)), metrics,
                section.value("onUnknown", node -> Values.word(node, DeploySettings.OnUnknown.class)));
        if (watch.interval().compareTo(watch.duration()) > 0) {
            section.note("interval", "duration", "is longer than the duration. Expected at most "
                    + section.shown("duration") + ".");
        }
        return watch;
    }

    private static Vocabulary vocabulary(Optional<DeploySettings.Metrics> metrics) {
        var all = new LinkedHashMap<String, Unit>(DeploySettings.WATCHED.measures());
        metrics.ifPresent(some -> some.queries().forEach(query -> all.put(query.name(), query.unit())));
        return new Vocabulary(all);
    }

    private static DeploySettings.Metrics prometheus(Section section) {
        var url = section.required("url", NOWHERE, Values::url);
        var maxAge = section.value("maxAge", Quantities::duration);
        var queries = section.required("queries", List.<DeploySettings.Query>of(), node -> queries(section, node));
        return new DeploySettings.Metrics(url, maxAge, queries);
    }

    private static List<DeploySettings.Query> queries(Section outer, Node node) {
        return node.fields().entrySet().stream().map(entry -> query(outer, entry.getKey(), entry.getValue())).toList();
    }

    /** A text for a plain count, or a mapping. */
    private static DeploySettings.Query query(Section outer, String name, Node node) {
        return !node.isMap() ? new DeploySettings.Query(name, promql(node), "", "") : outer.nested(node, section ->
                new DeploySettings.Query(name, section.required("query", "0", WatchReader::promql),
                        section.optional("newest", WatchReader::promql).orElse(""),
                        section.value("unit", WatchReader::spelling)));
    }

    private static String promql(Node node) {
        String text = node.text();
        var filled = FILLED.matcher(text);
        while (filled.find()) {
            if (!FILLINGS.contains(filled.group(1))) {
                throw new ParseException(node.place(), Values.name(node) + " has " + filled.group()
                        + ", which nothing is put in for."
                        + " Expected ${release}, ${slot} or ${since}.");
            }
        }
        return text;
    }

    private static String spelling(Node node) {
        return node.text().equals(COUNT) ? "" : node.text();
    }
}
