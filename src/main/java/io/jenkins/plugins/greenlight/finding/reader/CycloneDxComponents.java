package io.jenkins.plugins.greenlight.finding.reader;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Purl;
import io.jenkins.plugins.greenlight.parse.JsonStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The components that vulnerabilities refer to, and none of the others. */
final class CycloneDxComponents {
    private static final Set<String> TEXTS = Set.of("bom-ref", "group", "name", "version", "purl");

    private final Set<String> wanted;
    private final Map<String, AffectedPackage> found = new HashMap<>();

    /** @param wanted {@code affects[].ref} of all vulnerabilities */
    CycloneDxComponents(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** The list of components or services here, with those inside of them. */
    void read(JsonStream json) {
        MaybeJson.items(json, () -> component(json));
    }

    /** The component here, with those inside of it. */
    void component(JsonStream json) {
        var texts = new HashMap<String, String>(8);
        MaybeJson.fields(json, key -> {
            if (TEXTS.contains(key)) {
                take(key, texts, json);
            } else if (key.equals("components") || key.equals("services")) {
                read(json);
            }
        });
        String ref = texts.getOrDefault("bom-ref", "");
        if (wanted.contains(ref)) {
            String purl = texts.getOrDefault("purl", "");
            found.put(ref, new AffectedPackage(Purl.title(Purl.parse(purl).map(Purl::type).orElse(""),
                    texts.getOrDefault("group", ""), texts.getOrDefault("name", "")), texts.getOrDefault("version", ""), purl, ""));
        }
    }

    /** Of a component that nobody refers to, whose reference usually stands first, no more is taken. */
    private void take(String key, Map<String, String> texts, JsonStream json) {
        if (!texts.containsKey("bom-ref") || wanted.contains(texts.get("bom-ref"))) {
            texts.put(key, json.text());
        }
    }

    /** What a reference, made plain by {@link #plain}, stands for: a component here, the package URL that it is, or only words. */
    AffectedPackage of(String ref) {
        var component = found.get(ref);
        if (component != null) {
            return component;
        }
        return Purl.parse(ref).map(purl -> new AffectedPackage(purl.title(), purl.version(), ref, ""))
                .orElseGet(() -> ref.startsWith("pkg:") ? new AffectedPackage(ref.substring(ref.indexOf('/') + 1), "", ref, "")
                : new AffectedPackage(ref, "", "", ""));
    }

    /** A reference into another document, {@code urn:cdx:serial/version#ref}, without that document. */
    static String plain(String ref) {
        int at = ref.indexOf('#');
        return ref.startsWith("urn:cdx:") && at > 0 ? Purl.decode(ref.substring(at + 1)) : ref;
    }
}
