package io.jenkins.plugins.greenlight.config;

import io.jenkins.plugins.greenlight.deploy.DeploySettings;
import io.jenkins.plugins.greenlight.gate.Unit;
import io.jenkins.plugins.greenlight.gate.Vocabulary;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code watch}: how a candidate with users is looked at, and who else is asked. */
final class WatchReader {
    private static final URI NOWHERE = URI.create("http://127.0.0.1");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9.]{0,63}");
    private static final Pattern FILLED = Pattern.compile("\\$\\{([^}]*)}");
    private static final Set<String> FILLINGS = Set.of("release", "slot", "since");
    private static final String COUNT = "count";
    private static final List<String> UNITS = List.of("ms", "s", "%", COUNT, "/s", "MiB");

    private WatchReader() { }

    static DeploySettings.Watch read(Section section) {
        var metrics = section.section("prometheus", WatchReader::prometheus);
        var watch = new DeploySettings.Watch(
                section.optional("duration", Duration.ofSeconds(10), Quantities::duration),
                section.optional("interval", Duration.ofMillis(250), Quantities::duration),
                section.optional("minSamples", 50, node -> Quantities.whole(node, 1, 1_000_000)),
                Checks.checks(section, "errors < 2%", vocabulary(metrics)), metrics,
                section.optional("onUnknown", DeploySettings.OnUnknown.HOLD, node -> Values.word(node, DeploySettings.OnUnknown.class)));
        if (watch.interval().compareTo(watch.duration()) > 0) {
            section.note("interval", "duration", "is longer than the duration. Expected several looks in it.");
        }
        return watch;
    }

    private static Vocabulary vocabulary(Optional<DeploySettings.Metrics> metrics) {
        var all = new LinkedHashMap<String, Unit>(DeploySettings.WATCHED.measures());
        metrics.ifPresent(some -> some.queries().forEach(query -> all.put(query.name(), query.unit())));
        return new Vocabulary(all);
    }

    private static DeploySettings.Metrics prometheus(Section section) {
        var url = section.required("url", "url: http://127.0.0.1:9090", NOWHERE, Values::url);
        var maxAge = section.optional("maxAge", Duration.ofMinutes(1), Quantities::duration);
        var queries = section.required("queries", "queries: {latency: {query: \"...\", unit: ms}}", List.<DeploySettings.Query>of(),
                node -> queries(section, node));
        return new DeploySettings.Metrics(url, maxAge, queries);
    }

    private static List<DeploySettings.Query> queries(Section outer, Node node) {
        if (!node.isMap() || node.fields().isEmpty()) {
            throw Values.wrong(node, "a mapping of names to queries");
        }
        return node.fields().entrySet().stream().map(entry -> query(outer, name(entry.getKey(), entry.getValue()), entry.getValue())).toList();
    }

    private static String name(String name, Node value) {
        if (!NAME.matcher(name).matches() || DeploySettings.WATCHED.measures().containsKey(name)) {
            throw new ParseException(value.keyPlace(), Values.name(value) + " is no name for a measure of your own. Expected a small letter,"
                    + " then letters, digits and dots, and none of " + String.join(", ", DeploySettings.WATCHED.measures().keySet()) + ".");
        }
        return name;
    }

    /** A text for a plain count, or a mapping. */
    private static DeploySettings.Query query(Section outer, String name, Node node) {
        return !node.isMap() ? new DeploySettings.Query(name, promql(node), "", "") : outer.nested(node, section ->
                new DeploySettings.Query(name, section.required("query", "query: \"sum(rate(errors_total[${since}]))\"", "0",
                        WatchReader::promql), section.optional("newest", "", WatchReader::promql),
                        section.optional("unit", "", WatchReader::spelling)));
    }

    private static String promql(Node node) {
        String text = Values.text(node);
        var filled = FILLED.matcher(text);
        while (filled.find()) {
            if (!FILLINGS.contains(filled.group(1))) {
                throw new ParseException(node.place(), Values.name(node) + " has " + filled.group() + ", which nothing is put in for."
                        + " Expected ${release}, ${slot} or ${since}.");
            }
        }
        return text;
    }

    private static String spelling(Node node) {
        if (!node.isText() || !UNITS.contains(node.text())) {
            throw Values.unknownWord(node, UNITS);
        }
        return node.text().equals(COUNT) ? "" : node.text();
    }
}
