package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.deploy.JournalEntry;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.port.Ports;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What happened, as the journal and the users have it; the users' figures were counted twice and must agree. */
final class DemoTimeline {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final Ports ports;
    private final DemoShop shop;
    private final DemoUsers users;

    DemoTimeline(Ports ports, DemoShop shop, DemoUsers users) {
        this.ports = ports;
        this.shop = shop;
        this.users = users;
    }

    /** @return whether all is as it has to be */
    boolean print() throws IOException, InterruptedException {
        var tallied = users.summary();
        var recounted = users.recount();
        var figures = Json.read(recounted, "recount of " + users.log());
        ports.log().info("");
        ports.log().info("### Timeline of production (UTC)");
        events(figures).forEach(ports.log()::info);
        ports.log().info("");
        ports.log().info("### What the users got, recounted from " + users.log() + " by samples/Recount.java");
        figures(figures).forEach(ports.log()::info);
        ports.log().info("");
        var problems = problems(figures, tallied.equals(recounted));
        problems.forEach(ports.log()::warn);
        ports.log().info(problems.isEmpty() ? "Release 2 is LIVE, release 3 was ROLLED_BACK, no request was lost; the client's own"
                + " figures and the recount agree." : "The demo failed.");
        return problems.isEmpty();
    }

    private List<String> events(Node figures) throws IOException {
        var events = new ArrayList<Map.Entry<Instant, String>>();
        for (var entry : shop.journal()) {
            if (entry.kind() == JournalEntry.Kind.MOVE) {
                events.add(Map.entry(entry.at(), String.format("%-12s %s", entry.release(), entry.headline())));
            }
        }
        for (var flip : figures.get("flips").items()) {
            events.add(Map.entry(at(flip.get("atMicros")), String.format(Locale.ROOT, "%-12s answers the users now, %s no longer: %.1f ms"
                    + " between them", flip.get("to").text(), flip.get("from").text(), flip.get("flipMillis").number())));
        }
        figures.get("bad").fields().forEach((release, bad) -> {
            events.add(Map.entry(at(bad.get("firstMicros")), String.format("%-12s gives its first bad answer", release)));
            events.add(Map.entry(at(bad.get("lastMicros")), String.format("%-12s gives its last bad answer", release)));
        });
        return events.stream().sorted(Map.Entry.comparingByKey()).map(e -> "  " + CLOCK.format(e.getKey()) + "  " + e.getValue()).toList();
    }

    private static List<String> figures(Node figures) {
        var lines = new ArrayList<String>();
        lines.add(line("requests", number(figures.get("requests"))));
        lines.add(line("lost", number(figures.get("lost"))));
        lines.add(line("served by", figures.get("served").fields().entrySet().stream()
                .map(served -> served.getKey() + " " + number(served.getValue())).collect(Collectors.joining(", "))));
        for (var flip : figures.get("flips").items()) {
            lines.add(line("flip ms", String.format(Locale.ROOT, "%.3f (%s to %s)", flip.get("flipMillis").number(),
                    flip.get("from").text(), flip.get("to").text())));
        }
        figures.get("bad").fields().forEach((release, bad) -> lines.add(line("bad answers", number(bad.get("errors")) + ", all by "
                + release + ", " + String.format(Locale.ROOT, "%.0f ms from the first to the last", bad.get("millis").number()))));
        return lines;
    }

    private static List<String> problems(Node figures, boolean agree) {
        var problems = new ArrayList<String>();
        if (!agree) {
            problems.add("The client's own figures and the recount of its log differ: compare summary.json with requests.csv in target/demo.");
        }
        if (figures.get("lost").integer() != 0) {
            problems.add(number(figures.get("lost")) + " requests were lost. Expected none.");
        }
        var path = figures.get("flips").items().stream().map(flip -> flip.get("from").text() + ">" + flip.get("to").text()).toList();
        var expected = List.of(DemoShop.id(1) + ">" + DemoShop.id(2), DemoShop.id(2) + ">" + DemoShop.id(3), DemoShop.id(3) + ">" + DemoShop.id(2));
        if (!path.equals(expected)) {
            problems.add("The users were moved " + path + ". Expected " + expected + ".");
        }
        if (!figures.get("bad").fields().keySet().equals(Set.of(DemoShop.id(3)))) {
            problems.add("Bad answers came from " + figures.get("bad").fields().keySet() + ". Expected them from " + DemoShop.id(3) + " alone.");
        }
        return problems;
    }

    private static Instant at(Node micros) {
        return Instant.ofEpochSecond(micros.integer() / 1_000_000, micros.integer() % 1_000_000 * 1_000);
    }

    private static String number(Node node) {
        return String.format(Locale.ROOT, "%,d", node.integer());
    }

    private static String line(String what, String figures) {
        return String.format("  %-12s %s", what, figures);
    }
}
