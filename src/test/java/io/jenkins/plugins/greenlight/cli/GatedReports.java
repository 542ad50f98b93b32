package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.hostile.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A workspace with a report of every format, each with one text wherever a word stands, and the two gates that read them. */
final class GatedReports {
    private static final String CONFIG = """
            version: 1
            app: shop
            security:
              reports: [%s]
              checks: ["findings == 0", "critical == 0"]
            coverage:
              reports: [%s]
              checks: ["line >= 90%%"]
              changes: {diff: all.diff, minimumLines: 1}
            """;

    private final Path workspace;

    private GatedReports(Path workspace) {
        this.workspace = workspace;
    }

    static GatedReports in(Path workspace) throws IOException {
        Files.createDirectories(workspace);
        Files.writeString(workspace.resolve("greenlight.yaml"), CONFIG.formatted(names(Sample.findings()), names(Sample.coverage())));
        return new GatedReports(workspace);
    }

    private static String names(List<Sample> samples) {
        return samples.stream().map(GatedReports::name).collect(Collectors.joining(", "));
    }

    private static String name(Sample sample) {
        return sample.name().toLowerCase(Locale.ROOT) + ".report";
    }

    /** At the end of the coverage gate's part. */
    GatedReports configured(String more) throws IOException {
        Files.writeString(workspace.resolve("greenlight.yaml"), more.indent(2), StandardOpenOption.APPEND);
        return this;
    }

    /** Both gates on reports that hold this text, and a diff of files that are named by it as far as a diff can. */
    Console run(String text) throws IOException {
        for (var sample : Sample.values()) {
            Files.write(workspace.resolve(name(sample)), sample.with(text).getBytes(StandardCharsets.UTF_8));
        }
        var diff = new StringBuilder();
        for (String file : List.of("src/A" + text + ".ts", "shop/" + text + "/A" + text + ".java")) {
            String name = file.replaceAll("[\\p{Cc}\\p{Cs}\"\\\\\u2028\u2029]", "_");
            diff.append("diff --git a/").append(name).append(" b/").append(name).append("\n--- a/").append(name).append("\n+++ b/")
                    .append(name).append("\n@@ -2,0 +3,3 @@\n+a\n+b\n+c\n");
        }
        Files.writeString(workspace.resolve("all.diff"), diff);
        return Console.run("run", "-w", workspace.toString(), "--nonce", "n-1", "--commit", "c".repeat(40));
    }

    /** What the last run was, for a review. */
    String markdown() {
        return Console.run("report", "-w", workspace.toString(), "--format", "markdown").output();
    }

    Path out(String name) {
        return workspace.resolve("target/greenlight/report").resolve(name);
    }

    String text(String name) throws IOException {
        return Files.readString(out(name));
    }

    /** All that was written. */
    String everything() throws IOException {
        try (var all = Files.walk(workspace.resolve("target"))) {
            var text = new StringBuilder();
            for (var file : all.filter(Files::isRegularFile).toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        }
    }
}
