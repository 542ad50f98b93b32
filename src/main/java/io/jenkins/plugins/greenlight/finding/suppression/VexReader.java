package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.finding.Purl;
import io.jenkins.plugins.greenlight.finding.suppression.Suppressions.Source;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a CycloneDX VEX document in JSON: vulnerabilities that somebody analysed and found to need nothing. One that is said to
 * be exploitable or in triage suppresses nothing.
 */
final class VexReader {
    private static final int MAX_STATEMENTS = 100_000;

    private final Source source;
    private final Reading reading;
    private final Map<String, Optional<Purl>> components = new HashMap<>();
    private final List<VexStatement> statements = new ArrayList<>();
    private String format = "";
    private boolean listed;

    VexReader(Source source, Reading reading) {
        this.source = source;
        this.reading = reading;
    }

    /** @throws ParseException when it is no such document */
    void read() throws IOException {
        walk(this::recognise);
        if (!format.equals("CycloneDX")) {
            throw SuppressionFile.unknownJson(new Node.Place(source.name(), 0, 0));
        }
        walk(this::field);
        if (!listed) {
            throw new ParseException(source.name(), "is a CycloneDX document without vulnerabilities, so no VEX."
                    + " Expected a list of vulnerabilities with an analysis each.");
        }
        statements.forEach(statement -> statement.into(reading, components));
    }

    private interface Field {
        void at(JsonStream json, String key);
    }

    private void walk(Field field) throws IOException {
        try (var json = JsonStream.open(source.file(), source.name())) {
            json.fields(key -> field.at(json, key));
            json.end();
        }
    }

    private void recognise(JsonStream json, String key) {
        switch (key) {
            case "bomFormat" -> {
                var value = json.value();
                format = value.isText() ? value.text() : "";
            }
            case "@context" -> refuse(json.value(), "openvex", "OpenVEX");
            case "document" -> json.value().find("category").ifPresent(category -> refuse(category, "csaf", "CSAF"));
            default -> { }
        }
    }

    private static void refuse(Node node, String marker, String title) {
        if (node.isText() && node.text().contains(marker)) {
            throw new ParseException(node.place(), "says that it is " + title + ", which is not read. Expected a VEX document of"
                    + " CycloneDX in JSON, or the same said in suppressions.yaml.");
        }
    }

    private void field(JsonStream json, String key) {
        switch (key) {
            case "metadata" -> json.value().find("component").ifPresent(this::component);
            case "components" -> json.items(() -> component(json.value()));
            case "vulnerabilities" -> {
                listed = true;
                json.items(() -> statement(json.value()));
            }
            default -> { }
        }
    }

    private void component(Node node) {
        var purl = node.find("purl").filter(Node::isText).flatMap(text -> Purl.parse(text.text()));
        node.find("bom-ref").filter(Node::isText).ifPresent(ref -> components.put(ref.text(), purl));
        node.find("components").filter(Node::isList).ifPresent(parts -> parts.items().forEach(this::component));
    }

    private void statement(Node node) {
        if (statements.size() == MAX_STATEMENTS) {
            throw new ParseException(node.place(), "has more than " + MAX_STATEMENTS + " vulnerabilities. Expected fewer: split it.");
        }
        try {
            VexStatement.of(node).ifPresent(statements::add);
        } catch (ParseException e) {
            reading.problem(e);
        }
    }
}
