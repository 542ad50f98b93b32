package io.jenkins.plugins.greenlight.finding.suppression;

import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.Purl;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a VEX document says of one vulnerability that needs nothing, until all its components are known. */
record VexStatement(Node.Place place, String id, String state, String reason, List<Ref> refs) {
    private static final Set<String> HARMLESS = Set.of("not_affected", "false_positive", "resolved", "resolved_with_pedigree");
    private static final Set<String> OPEN = Set.of("exploitable", "in_triage");
    private static final String LINK = "urn:cdx:";

    /** @param versions whether it speaks of some versions alone */
    record Ref(Node.Place place, String name, boolean versions) { }

    /**
     * Empty for one that is not analysed, or has to be dealt with.
     *
     * @throws ParseException when it cannot be understood
     */
    static Optional<VexStatement> of(Node node) {
        var analysis = node.find("analysis");
        var state = analysis.flatMap(found -> found.find("state"));
        if (state.isEmpty() || OPEN.contains(state.get().text())) {
            return Optional.empty();
        }
        if (!HARMLESS.contains(state.get().text())) {
            throw new ParseException(state.get().place(), "has the state \"" + state.get().text() + "\". Expected one of resolved,"
                    + " resolved_with_pedigree, exploitable, in_triage, false_positive, not_affected.");
        }
        String id = node.get("id").text().strip();
        if (id.isEmpty()) {
            throw new ParseException(node.get("id").place(), "has a vulnerability with an empty id. Expected one such as CVE-2026-1234.");
        }
        var refs = node.find("affects").map(Node::items).orElse(List.of()).stream().map(affects -> new Ref(affects.place(),
                affects.get("ref").text(), affects.find("versions").isPresent())).toList();
        return Optional.of(new VexStatement(node.place(), id, state.get().text(), reason(analysis.get(), state.get().text()), refs));
    }

    private static String reason(Node analysis, String state) {
        var reason = new StringBuilder(state);
        analysis.find("justification").filter(Node::isText).ifPresent(why -> reason.append(", ").append(why.text()));
        analysis.find("detail").filter(Node::isText).ifPresent(detail -> reason.append(": ").append(detail.text().strip()));
        return reason.toString();
    }

    /** @param components the package of each by its reference; empty for one without */
    void into(Reading reading, Map<String, Optional<Purl>> components) {
        var purls = new ArrayList<Purl>();
        refs.forEach(ref -> purl(ref, reading, components).ifPresent(purls::add));
        if (refs.isEmpty()) {
            reading.doubt(place, "says of " + id + " that it is " + state + ", and not in what. It suppresses nothing. Expected \"affects\""
                    + " with a ref to a component that has a purl.");
        }
        if (!purls.isEmpty()) {
            reading.found(new Suppression(SuppressionFormat.CYCLONEDX_VEX, id, "", Set.of(FindingKind.VULNERABILITY), List.of(), purls,
                    reason, "", Optional.empty(), place.source() + ":" + place.line()));
        }
    }

    private Optional<Purl> purl(Ref ref, Reading reading, Map<String, Optional<Purl>> components) {
        String name = ref.name.startsWith(LINK) ? Purl.decode(ref.name.substring(ref.name.indexOf('#') + 1)) : ref.name;
        var purl = components.getOrDefault(name, Optional.empty()).or(() -> Purl.parse(name));
        if (purl.isEmpty()) {
            reading.doubt(ref.place, "says that " + id + " is " + state + " in \"" + ref.name + "\", which is no component of this document"
                    + " with a purl, and no package URL. It suppresses nothing there.");
        } else if (purl.get().version().isEmpty() && ref.versions) {
            reading.doubt(ref.place, "says that " + id + " is " + state + " in some versions of \"" + ref.name + "\". It suppresses nothing"
                    + " there: a list of versions is not compared. Expected the version in the package URL.");
            return Optional.empty();
        }
        return purl;
    }
}
