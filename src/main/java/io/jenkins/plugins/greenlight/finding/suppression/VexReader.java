package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.finding.FindingKind;
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
import java.util.Set;

/**
 * Reads a CycloneDX VEX document in JSON: vulnerabilities that somebody analysed and found to need nothing. One that is said to
 * be exploitable or in triage suppresses nothing.
 */
final class VexReader {
    private static final Set<String> HARMLESS = Set.of("not_affected", "false_positive", "resolved", "resolved_with_pedigree");
    private static final Set<String> OPEN = Set.of("exploitable", "in_triage");
    private static final int MAX_STATEMENTS = 100_000;

    private final Source source;
    private final Reading reading;
    private final Map<String, Optional<Purl>> components = new HashMap<>();
    private final List<Node> statements = new ArrayList<>();
    private String format = "";
    private boolean listed;

    VexReader(Source source, Reading reading) {
        this.source = source;
        this.reading = reading;
    }

    void read() throws IOException {
        try (var json = JsonStream.open(source.file(), source.name())) {
            json.fields(key -> field(json, key));
            json.end();
        }
        if (!format.equals("CycloneDX")) {
            throw SuppressionFile.unknownJson(new Node.Place(source.name(), 0, 0));
        }
        if (!listed) {
            throw new ParseException(source.name(), "is a CycloneDX document without vulnerabilities, so no VEX."
                    + " Expected a list of vulnerabilities with an analysis each.");
        }
        statements.forEach(this::attempt);
    }

    private void field(JsonStream json, String key) {
        switch (key) {
            case "bomFormat" -> {
                var value = json.value();
                format = value.isText() ? value.text() : "";
            }
            case "@context" -> refuse(json.value(), "openvex", "OpenVEX");
            case "document" -> json.value().find("category").ifPresent(category -> refuse(category, "csaf", "CSAF"));
            case "metadata" -> json.value().find("component").ifPresent(this::component);
            case "components" -> json.items(() -> component(json.value()));
            case "vulnerabilities" -> {
                listed = true;
                json.items(() -> statement(json.value()));
            }
            default -> { }
        }
    }

    private static void refuse(Node node, String marker, String title) {
        if (node.isText() && node.text().contains(marker)) {
            throw new ParseException(node.place(), "is " + title + ", which is not read. Expected a VEX document of CycloneDX in JSON, or the"
                    + " same said in suppressions.yaml.");
        }
    }

    private void component(Node node) {
        var name = node.find("bom-ref").filter(Node::isText).map(Node::text);
        var purl = node.find("purl").filter(Node::isText).flatMap(text -> Purl.parse(text.text()));
        name.ifPresent(ref -> components.put(ref, purl));
        node.find("components").filter(Node::isList).ifPresent(parts -> parts.items().forEach(this::component));
    }

    private void statement(Node node) {
        if (statements.size() == MAX_STATEMENTS) {
            throw new ParseException(node.place(), "has more than " + MAX_STATEMENTS + " vulnerabilities. Expected fewer: split it.");
        }
        if (node.find("analysis").flatMap(analysis -> analysis.find("state")).isPresent()) {
            statements.add(node);
        }
    }

    private void attempt(Node node) {
        try {
            var analysis = node.get("analysis");
            String state = analysis.get("state").text();
            if (HARMLESS.contains(state)) {
                harmless(node, state, analysis);
            } else if (!OPEN.contains(state)) {
                throw new ParseException(analysis.get("state").place(), "has the state \"" + state + "\". Expected one of resolved,"
                        + " resolved_with_pedigree, exploitable, in_triage, false_positive, not_affected.");
            }
        } catch (ParseException e) {
            reading.problem(e);
        }
    }

    private void harmless(Node node, String state, Node analysis) {
        String id = node.get("id").text();
        if (id.isBlank()) {
            throw new ParseException(node.get("id").place(), "has a vulnerability with an empty id. Expected one such as CVE-2026-1234.");
        }
        var purls = new ArrayList<Purl>();
        node.find("affects").map(Node::items).orElse(List.of()).forEach(affects -> purl(affects, id).ifPresent(purls::add));
        if (purls.isEmpty()) {
            reading.doubt(node.place(), "says of " + id + " that it is " + state + " and of no package that can be told by a package URL, so it"
                    + " suppresses nothing. Expected \"affects\" with a ref to a component that has a purl.");
            return;
        }
        reading.found(new Suppression(SuppressionFormat.CYCLONEDX_VEX, id.strip(), "", Set.of(FindingKind.VULNERABILITY), List.of(), purls,
                reason(state, analysis), "", Optional.empty(), source.name() + ":" + node.place().line()));
    }

    /** Empty when it names no package, or only some versions of one. */
    private Optional<Purl> purl(Node affects, String id) {
        var node = affects.get("ref");
        String ref = node.text();
        String name = ref.startsWith("urn:cdx:") && ref.indexOf('#') > 0 ? Purl.decode(ref.substring(ref.indexOf('#') + 1)) : ref;
        var purl = components.getOrDefault(name, components.getOrDefault(ref, Purl.parse(name)));
        if (purl.isEmpty()) {
            reading.doubt(node.place(), "has the ref \"" + ref + "\" for " + id + ", which is no component of this document with a purl, and"
                    + " no package URL. It suppresses nothing.");
        } else if (purl.get().version().isEmpty() && affects.find("versions").isPresent()) {
            reading.doubt(node.place(), "speaks for " + id + " of versions of \"" + ref + "\", which are not compared. It suppresses nothing;"
                    + " expected the version in the package URL.");
            return Optional.empty();
        }
        return purl;
    }

    private static String reason(String state, Node analysis) {
        var reason = new StringBuilder(state);
        analysis.find("justification").filter(Node::isText).ifPresent(why -> reason.append(", ").append(why.text()));
        analysis.find("detail").filter(Node::isText).ifPresent(detail -> reason.append(": ").append(detail.text().strip()));
        return reason.toString();
    }
}
