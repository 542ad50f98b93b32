package io.jenkins.plugins.greenlight.finding.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingDraft;
import io.jenkins.plugins.greenlight.finding.FindingKind;
import io.jenkins.plugins.greenlight.finding.suppression.Suppressions.Source;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Files of suppressions in a folder, and findings to hold against them. */
final class SuppressionFolder {
    static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    private final Path folder;
    private final List<Source> sources = new ArrayList<>();

    SuppressionFolder(Path folder) {
        this.folder = folder;
    }

    SuppressionFolder with(String name, String text) {
        try {
            sources.add(new Source(Files.writeString(folder.resolve(name), text), name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One entry, or more, of suppressions.yaml; each line after a first one that begins with a dash. */
    SuppressionFolder entries(String... lines) {
        return with("suppressions.yaml", "version: 1\nsuppressions:\n  " + String.join("\n    ", lines).replace("\n    - ", "\n  - ") + "\n");
    }

    Suppressions read() {
        try {
            return Suppressions.read(sources, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong, a line each. */
    List<String> problems() {
        var problem = catchThrowableOfType(ParseException.class, this::read);
        assertThat(problem).as("what is wrong").isNotNull();
        return problem.getMessage().lines().toList();
    }

    static Finding vulnerability(String id, String purl, String... aliases) {
        return new FindingDraft("Trivy", id).kind(FindingKind.VULNERABILITY).aliases(List.of(aliases)).place("pom.xml", 0)
                .affected(new AffectedPackage("parser", "1.2.3", purl, "")).finding();
    }

    static Finding code(String rule, String file) {
        return new FindingDraft("SpotBugs", rule).place(file, 7).message("found").finding();
    }

    static Finding of(FindingKind kind, String tool, String rule, String file) {
        return new FindingDraft(tool, rule).kind(kind).place(file, 3).finding();
    }
}
