package io.jenkins.plugins.greenlight.finding.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.ReportFormat;
import io.jenkins.plugins.greenlight.finding.SarifWriter;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SarifRoundTripTest {
    @Property void readsBackEveryFieldOfWhatItWrote(@ForAll("findings") List<Finding> findings,
            @ForAll("findings") List<Finding> lived, @ForAll("texts") String tool, @ForAll("texts") String why)
            throws IOException {
        var folder = Files.createTempDirectory("sarif");
        var file = folder.resolve("merged.sarif");
        try {
            readsBack(file, findings, lived, tool, why);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void readsBack(Path file, List<Finding> findings, List<Finding> lived, String tool, String why)
            throws IOException {
        var run = new ScanRun("a.sarif", tool.isEmpty() ? "T" : tool, why, ReportFormat.SARIF, List.of(why), List.of());

        try (var writer = SarifWriter.open(file)) {
            findings.forEach(writer::found);
            lived.forEach(one -> writer.suppressed(new Suppressed(one, "somebody", why)));
            writer.end(run);
            writer.finish();
        }

        var read = Reading.of(file, "merged.sarif").get(0);
        assertThat(read.findings()).isEqualTo(findings);
        assertThat(read.suppressed()).extracting(Suppressed::finding).isEqualTo(lived);
        assertThat(read.suppressed()).extracting(Suppressed::why)
                .allMatch(said -> said.equals(why.isBlank() ? "external" : why.strip()));
        assertThat(read.run().tool()).isEqualTo(run.tool());
        assertThat(read.run().version()).isEqualTo(run.version());
        assertThat(read.run().commits()).isEqualTo(run.commits());
        assertThat(read.run().doubts()).isEmpty();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).matches("[ -%'-;=?-~]*\\n");
    }

    @Provide Arbitrary<List<Finding>> findings() {
        return finding().list().ofMaxSize(6);
    }

    private Arbitrary<Finding> finding() {
        var names = Combinators.combine(texts(), texts(), texts().list().ofMaxSize(3), texts(), texts())
                .as((tool, rule, aliases, layer, message) ->
                        new FindingDraft(tool, rule).aliases(aliases).layer(layer).message(message));
        var rated = Combinators.combine(names, Arbitraries.of(FindingKind.class), Arbitraries.of(Severity.class),
                Arbitraries.doubles().between(0, 10).injectNull(0.5)).as((draft, kind, severity, score) -> {
                    draft.kind(kind).severity(severity);
                    return score == null ? draft : draft.cvss(Math.abs(score));
                });
        return Combinators.combine(rated, paths(), Arbitraries.of(-1, 0, 1, 7, Integer.MAX_VALUE), links(),
                affected().injectNull(0.5), texts(), texts().list().ofMaxSize(2))
                .as((draft, file, line, link, found, print, cwes) -> {
                    draft.place(file, line).helpLink(link).fingerprint(print).cwes(cwes);
                    return (found == null ? draft : draft.affected(found)).finding();
                });
    }

    private Arbitrary<AffectedPackage> affected() {
        return Combinators.combine(texts(), texts(), texts(), texts()).as(AffectedPackage::new);
    }

    private Arbitrary<String> paths() {
        return Arbitraries.oneOf(texts(), Arbitraries.of("src/a b/Ü.java", "./x", "//host/x", "../../etc/passwd", "/etc/passwd",
                "C:\\x\\y.cs", "C:/x", "file:///x", "http://h/p", "100%.txt", "a%20b", "a//b", ".", "a?b#c", "jar:file:/x!/y"));
    }

    private Arbitrary<String> links() {
        return Arbitraries.oneOf(texts(), texts().map(text -> "https://" + text),
                Arbitraries.of("https://example.org/R", "http://h/%zz"));
    }

    @Provide Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(12), Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.of("", "CVE-2024-1", "R", "<script>alert(1)</script>", "\u001b[31mred", "\u202egnp.exe", "{0} {{x}}",
                        "\ud800", "\udc00x", "\ud83d\ude00", "a\u0000b", "[x](1)", "\\", "\"", " x ",
                        "Package: p\nInstalled Version: 1\nSeverity: HIGH"));
    }
}
