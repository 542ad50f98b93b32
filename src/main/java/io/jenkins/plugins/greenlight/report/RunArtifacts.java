package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.parse.Sha256;
import io.jenkins.plugins.greenlight.report.DeliveryReport.Artifact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every file that one run made or judged; {@code artifacts.json}.
 *
 * @param nonce   as in the report
 * @param release as in the report; so are commit, digest, ending and finishedAt
 * @param entries at least one: a run leaves its report
 */
public record RunArtifacts(String nonce, String app, Optional<String> release, Optional<String> commit, Optional<String> digest,
                           Ending ending, Instant finishedAt, List<Entry> entries) {
    /** {@code schema} in artifacts.json. */
    public static final String SCHEMA = "greenlight.artifacts";
    /** {@code version} in artifacts.json. */
    public static final int VERSION = 1;

    public RunArtifacts {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("There is no artifact. Expected at least the run's own report.");
        }
    }

    /** What a path is relative to. RUN is the folder that artifacts.json lies in. */
    public enum Root { WORKSPACE, RUN }

    /** One file; its path leads nowhere but below its root, and of a run's own files it is a plain name. */
    public record Entry(Root root, Artifact artifact) {
        public Entry {
            Objects.requireNonNull(root, "root");
            if (!inside(artifact.path()) || root == Root.RUN && artifact.path().contains("/")) {
                throw new IllegalArgumentException("The path \"" + Visible.line(artifact.path()) + "\" is none "
                        + (root == Root.RUN ? "beside artifacts.json. Expected a plain name"
                        : "in the workspace. Expected a relative one")
                        + " without \"..\": nothing is read.");
            }
            if (artifact.bytes().isEmpty()) {
                throw new IllegalArgumentException("The size of " + Visible.line(artifact.path())
                        + " is missing. Expected its bytes.");
            }
        }
    }

    /** Those of the report that lie in the workspace, and the two forms of the report itself. */
    static RunArtifacts of(DeliveryReport report, String html, String json) {
        var entries = new ArrayList<Entry>();
        report.artifacts().stream().filter(any -> inside(any.path()) && any.bytes().isPresent())
                .forEach(artifact -> entries.add(new Entry(Root.WORKSPACE, artifact)));
        entries.add(new Entry(Root.RUN, text(ReportFiles.HTML, html, "text/html")));
        entries.add(new Entry(Root.RUN, text(ReportFiles.JSON, json, "application/json")));
        return new RunArtifacts(report.nonce(), report.app(), report.release(), report.commit(), report.digest(), report.ending(),
                report.finishedAt(), entries);
    }

    private static Artifact text(String name, String text, String mediaType) {
        return new Artifact(name, Sha256.of(text), mediaType, OptionalLong.of(text.getBytes(StandardCharsets.UTF_8).length),
                Optional.empty());
    }

    /** Whether a path with slashes stays below where it starts, on any system. */
    static boolean inside(String path) {
        boolean plain = path.chars().allMatch(c -> c >= ' ' && c != 0x7f && c != '\\');
        boolean drive = path.length() > 1 && path.charAt(1) == ':';
        return plain && !drive && Arrays.stream(path.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
