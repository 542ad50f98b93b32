package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.OperatingSystem;
import io.jenkins.plugins.greenlight.finding.Severity;
import io.jenkins.plugins.greenlight.finding.scanner.Scanned;
import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageReport.Table;
import io.jenkins.plugins.greenlight.stage.StageReport.Tree;
import io.jenkins.plugins.greenlight.stage.findings.Brief;
import io.jenkins.plugins.greenlight.stage.findings.FindingTables;
import io.jenkins.plugins.greenlight.stage.findings.FindingTree;
import io.jenkins.plugins.greenlight.stage.findings.Findings;
import io.jenkins.plugins.greenlight.stage.findings.FindingsJson;
import io.jenkins.plugins.greenlight.stage.findings.FindingsMarkdown;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was seen in an image, in the parts that the image stage's report is joined from.
 *
 * @param base  the name of the image below; empty when nobody says
 * @param files that were made
 */
public record ScanReport(Findings findings, List<PlatformScan> platforms, Optional<String> base, Production production,
                         List<StageFile> files) {
    private static final String NEW = "Not in production";

    public ScanReport {
        Objects.requireNonNull(findings, "findings");
        platforms = List.copyOf(platforms);
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(production, "production");
        files = List.copyOf(files);
    }

    /** To show: without those that no check asks for. None has a value when a problem makes the counts too low. */
    public Measures measures() {
        return new Measures(judged().all().stream().filter(one -> production.state() != Production.State.NOT_ASKED
                || !ScanMeasures.needsProduction(one.name())).toList());
    }

    /** One sentence or more. */
    public String summary() {
        return findings.sentence(platforms.size() == 1 ? "the image" : platforms.size() + " images") + ofBase()
                + production.sentence(findings.seen().counts().fresh()) + ended();
    }

    /** Those that have a row. */
    public List<Table> tables() {
        var seen = findings.seen();
        var fresh = production.isTellingApart() ? Stream.of(FindingTables.located(NEW, seen.fresh(), seen.counts().fresh()))
                : Stream.<Table>empty();
        return Stream.of(fresh, Stream.of(FindingTables.located("Findings", seen.worst(), seen.counts().found()),
                FindingTables.suppressed(seen),
                new Table("Platforms", PlatformScan.COLUMNS, platforms.stream().map(PlatformScan::row).toList())),
                FindingTables.ofScan(findings)).flatMap(each -> each).filter(table -> !table.rows().isEmpty()).toList();
    }

    /** Of the Trivy that looked, as it says itself; empty when it does not. */
    public String trivyVersion() {
        return findings.scanned().stream().map(Scanned::version).filter(version -> !version.isEmpty()).findFirst().orElse("");
    }

    /** Of the vulnerabilities that it knew; empty when it does not say. */
    public Optional<Instant> databaseDate() {
        return findings.scanned().stream().flatMap(one -> one.databaseDate().stream()).findFirst();
    }

    public List<Tree> trees() {
        return FindingTree.of(findings.seen());
    }

    Measures judged() {
        return findings.isCounted() ? counted() : ScanMeasures.unknown();
    }

    /** What was read: the least there is, whatever the problems. */
    Measures counted() {
        return ScanMeasures.of(findings.seen(), production.isMade(), endedSystems().size());
    }

    /** {@code linux/amd64: debian 9.5} of each that gets no more updates. */
    List<String> endedSystems() {
        return platforms.stream().filter(PlatformScan::isEnded).map(one -> one.platform() + ": "
                + one.system().map(OperatingSystem::toString).map(Brief::text).orElse("")).toList();
    }

    ScanReport with(List<StageFile> more) {
        return new ScanReport(findings, platforms, base, production, Stream.concat(files.stream(), more.stream()).toList());
    }

    /** For a pull request. */
    String markdown() {
        var seen = findings.seen();
        return new FindingsMarkdown("Image scan", summary()).counts(seen.counts(), production.isMade(), List.of())
                .found(NEW, production.isTellingApart() ? seen.fresh() : List.of(), production.isTellingApart() ? seen.counts().fresh() : 0)
                .found("Worst", seen.worst(), seen.counts().found()).suppressed(seen).problems(findings).text();
    }

    /** For programs. */
    String json() {
        var images = platforms.stream().map(one -> {
            var json = new LinkedHashMap<String, Object>();
            json.put("platform", one.platform());
            json.put("digest", one.digest().value());
            json.put("system", one.system().map(OperatingSystem::toString).orElse(null));
            json.put("ended", one.isEnded());
            json.put("packages", one.bill().map(Bill::packages).orElse(null));
            json.put("findings", one.found().isPresent() ? one.found().getAsLong() : null);
            json.put("base", one.base());
            return json;
        }).toList();
        return FindingsJson.of(summary(), measures(), findings, Map.of("images", images));
    }

    /** Of the worst severity that anything has: how much a newer base image takes away. */
    private String ofBase() {
        var counts = findings.seen().counts();
        var worst = Arrays.stream(Severity.values()).filter(severity -> counts.found(severity) > 0).findFirst();
        if (base.isEmpty() || worst.isEmpty()) {
            return "";
        }
        var below = findings.seen().counts(ScanMeasures.BASE);
        long there = below.found(worst.get());
        long rebased = below.fixable(worst.get());
        return " " + there + " of " + counts.found(worst.get()) + " " + worst.get() + (there == 1 ? " is in " : " are in ")
                + Brief.text(base.get()) + (rebased == 0 ? "." : "; " + rebased + (rebased == 1 ? " is" : " are")
                + " fixed by rebasing.");
    }

    private String ended() {
        return endedSystems().isEmpty() ? "" : " No more updates come for " + endedSystems().stream()
                .collect(Collectors.joining(", ")) + ".";
    }
}
