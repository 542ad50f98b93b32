package io.jenkins.plugins.greenlight.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static final String BASE = "io.jenkins.plugins.greenlight";
    private static final Path SOURCES = Path.of("src/main/java");

    @Test void everyImportFollowsTheDesign() {
        var classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(BASE);

        assertThat(classes).hasSizeGreaterThan(50);
        Layers.rule(BASE).check(classes);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"gate, gate may not import port", "stage, stage may not import deploy", "finding, finding may not import stage",
        "stage.security, stage.security may not import stage.coverage",
        "stage.findings, stage.findings may not import stage.coverage", "config, config may not import deploy",
        "local, local may not import gate", "pipeline, pipeline may not import deploy.process", "cli, cli may not import jenkins",
        "jenkins, jenkins may not import config", "report, report may not use com.fasterxml.jackson.",
        "deploy, deploy may not use java.lang.ProcessBuilder"})
    void findsThePlantedViolationOfEachLayer(String layer, String message) {
        var planted = new ClassFileImporter().importPackages("planted." + layer);

        assertThatThrownBy(() -> Layers.rule("planted").check(planted)).isInstanceOf(AssertionError.class).hasMessageContaining(message);
    }

    @Test void noFileIsLongerThanThreeHundredLines() throws IOException {
        assertThat(lines().entrySet().stream().filter(file -> file.getValue() > 300)).isEmpty();
    }

    @Test void theCommandLineStaysThin() throws IOException {
        var lines = lines();
        long all = lines.values().stream().mapToLong(Long::longValue).sum();
        long cli = lines.entrySet().stream().filter(f -> f.getKey().toString().contains("/greenlight/cli/"))
                .mapToLong(Map.Entry::getValue).sum();

        assertThat(100.0 * cli / all).as("percent of the lines that are cli's").isLessThanOrEqualTo(15);
    }

    private static Map<Path, Long> lines() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toMap(file -> file, file -> {
                try (var text = Files.lines(file)) {
                    return text.count();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }));
        }
    }
}
