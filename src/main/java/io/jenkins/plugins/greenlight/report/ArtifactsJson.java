package io.jenkins.plugins.greenlight.report;

import static io.jenkins.plugins.greenlight.report.ReportReader.keys;
import static io.jenkins.plugins.greenlight.report.ReportReader.text;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.report.RunArtifacts.Entry;
import io.jenkins.plugins.greenlight.report.RunArtifacts.Root;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code artifacts.json}; {@code artifacts.schema.json} describes it. */
public final class ArtifactsJson {
    /** What a reader takes at the most: some 100,000 files. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private ArtifactsJson() { }

    public static String write(RunArtifacts run) {
        return Json.writePretty(ReportTree.map("schema", RunArtifacts.SCHEMA, "version", RunArtifacts.VERSION,
                "nonce", run.nonce(), "app", run.app(),
                "release", run.release().orElse(null), "commit", run.commit().orElse(null),
                "digest", run.digest().orElse(null), "ending", run.ending().name(), "finishedAt", run.finishedAt().toString(),
                "artifacts", run.entries().stream().map(ArtifactsJson::entry).toList()));
    }

    /** A file as it stands in the list, key by key; whoever knows more of it may add to it. */
    public static Map<String, Object> entry(Entry entry) {
        var map = new LinkedHashMap<String, Object>();
        map.put("root", entry.root().name().toLowerCase(Locale.ROOT));
        map.putAll(ReportTree.artifact(entry.artifact()));
        return map;
    }

    /**
     * Reads what may come from a machine that is not trusted.
     *
     * @param source named in messages, e.g. the file
     * @throws ParseException for another schema or version, a path that leads out, and all that is not exactly such a list
     */
    public static RunArtifacts read(String text, String source) {
        var root = Json.read(text, source);
        String schema = root.get("schema").text();
        if (!RunArtifacts.SCHEMA.equals(schema) || root.get("version").number() != RunArtifacts.VERSION) {
            throw new ParseException(root.place(), "is " + Visible.line(schema) + " in version " + root.get("version").plain()
                    + ". Expected " + RunArtifacts.SCHEMA + " in version " + RunArtifacts.VERSION
                    + ", which a run leaves beside report.json.");
        }
        keys(root, "schema", "version", "nonce", "app", "release", "commit", "digest", "ending", "finishedAt", "artifacts");
        try {
            return new RunArtifacts(text(root, "nonce"), text(root, "app"), root.find("release").map(Node::text),
                    root.find("commit").map(Node::text), root.find("digest").map(Node::text),
                    ReportReader.constant(root.get("ending"), Ending.class), ReportReader.instant(root, "finishedAt"),
                    ReportReader.list(root, "artifacts", ArtifactsJson::entry));
        } catch (IllegalArgumentException e) {
            throw new ParseException(root.place(), e.getMessage());
        }
    }

    private static Entry entry(Node node) {
        keys(node, "root", "path", "sha256", "mediaType", "bytes", "stage");
        try {
            return new Entry(ReportReader.small(node.get("root"), Root.class), ReportReader.described(node));
        } catch (IllegalArgumentException e) {
            throw new ParseException(node.place(), e.getMessage());
        }
    }
}
