package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.scanner.Scanners;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Expectations;
import io.jenkins.plugins.greenlight.gate.GateMode;
import io.jenkins.plugins.greenlight.gate.Measure;
import io.jenkins.plugins.greenlight.gate.MissingPolicy;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.stage.FolderWorkspace;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A security stage on a workspace in a folder of a test, on 2026-06-15. */
final class Scene {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    final FolderWorkspace workspace;
    final Path folder;
    List<String> reports = List.of("*.sarif");
    List<String> suppressions = List.of();
    Optional<BaselineConfig> baseline = Optional.empty();
    Optional<String> kev = Optional.empty();
    MissingPolicy onMissing = MissingPolicy.BLOCK;
    GateMode mode = GateMode.ENFORCE;
    String commit = COMMIT;

    Scene(Path folder) {
        this.folder = folder;
        this.workspace = new FolderWorkspace(folder).newestSource(NOW.minusSeconds(1));
    }

    Scene with(String name, String text) throws Exception {
        workspace.with(name, text, NOW);
        return this;
    }

    /** One that lies elsewhere, under its own name. */
    Scene withCopy(Path file) throws Exception {
        return with(file.getFileName().toString(), Files.readString(file));
    }

    Scene comparedWith(String name, BaselineConfig.Update update) {
        baseline = Optional.of(new BaselineConfig(name, update));
        return this;
    }

    SecurityStage stage(String... checks) {
        return new SecurityStage(config(checks), commit, output());
    }

    SecurityConfig config(String... checks) {
        return new SecurityConfig(reports, List.of("src/**"), Scanners.NONE, suppressions, baseline, kev, Expectations.parse(checks),
                onMissing, mode);
    }

    Path output() {
        return folder.resolve("target/out/security");
    }

    String written(String name) throws Exception {
        return Files.readString(output().resolve(name));
    }

    Ports ports() {
        return new Ports(null, null, workspace, null, workspace, Clock.fixed(NOW, ZoneOffset.UTC), null);
    }

    SecurityReport facts() throws Exception {
        return stage("critical == 0").run(ports());
    }

    Verdict verdict(String... checks) throws Exception {
        var stage = stage(checks);
        return stage.judge(stage.run(ports()));
    }

    Outcome outcome(String... checks) throws Exception {
        return verdict(checks).outcome();
    }

    /** The stage as the pipeline runs it. */
    Outcome delivered(String... checks) throws Exception {
        var stage = stage(checks);
        var facts = stage.run(ports());
        var verdict = stage.judge(facts);
        if (!verdict.outcome().blocks()) {
            stage.passed(facts, ports());
        }
        return verdict.outcome();
    }

    Check check(String name, String... checks) throws Exception {
        return verdict(checks).checks().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** As a person reads it. */
    String measured(String name) throws Exception {
        return facts().measures().named(name).map(Measure::text).orElseThrow();
    }

    static StageReport.Table table(SecurityReport facts, String title) {
        return facts.report().tables().stream().filter(table -> table.title().equals(title)).findFirst().orElseThrow();
    }

    /** SARIF of one tool that found these. */
    static String sarif(String tool, String... results) {
        return "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"" + tool + "\"}}, \"results\": ["
                + String.join(",", results) + "]}]}";
    }

    /** @param score SARIF's security-severity; or a level */
    static String result(String rule, String score, String file) {
        String grade = score.matches("[0-9.]+") ? "\"properties\": {\"security-severity\": \"" + score + "\"}" : "\"level\": \"" + score + "\"";
        return "{\"ruleId\": \"" + rule + "\", \"message\": {\"text\": \"found " + rule + "\"}, " + grade + ", \"locations\": [{"
                + "\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"" + file + "\"}, \"region\": {\"startLine\": 3}}}]}";
    }

    /** The rules of a table's rows, first first. */
    static String rules(StageReport.Table table) {
        int at = table.columns().indexOf("Rule");
        return table.rows().stream().map(row -> row.get(at)).collect(Collectors.joining(" "));
    }

    /** Writes the baseline, as --write-baseline does. */
    void accept() throws Exception {
        var update = baseline;
        comparedWith(baseline.orElseThrow().file(), BaselineConfig.Update.NOW).facts();
        baseline = update;
    }

    List<String> warnings() {
        return new ArrayList<>(workspace.warnings());
    }
}
