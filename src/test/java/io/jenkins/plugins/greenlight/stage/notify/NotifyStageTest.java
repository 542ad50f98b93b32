package io.jenkins.plugins.greenlight.stage.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.port.Workspace;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportText;
import io.jenkins.plugins.greenlight.report.SampleReports;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyStageTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.250Z");
    @TempDir Path folder;
    private final List<String> log = new ArrayList<>();

    @Test void writesTheSummaryToTheLogAndTheMessageToTheOutbox() throws Exception {
        var stage = new NotifyStage(new NotifyConfig(true, Optional.of("out/box")), halted("n-1", "head"));

        var facts = stage.run(ports());

        var verdict = stage.judge(facts);
        var message = Json.read(Files.readString(folder.resolve("out/box/20260301T100000250Z-n-1.json")), "message");
        assertThat(stage.id()).isEqualTo(StageId.NOTIFY);
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(facts.report().summary()).isEqualTo("2 of 2 channels were told.");
        assertThat(facts.report().tables().get(0).rows()).containsExactly(List.of("console", "the log", "told"),
                List.of("outbox", "out/box", "told"));
        assertThat(log).first().isEqualTo("info Greenlight: shop, release r-1");
        assertThat(log).last().asString().startsWith("warn HALTED (exit 13)");
        assertThat(message.get("ending").text()).isEqualTo("HALTED");
        assertThat(message.get("audit").get("length").integer()).isEqualTo(3);
        assertThat(message.get("audit").get("head").text()).isEqualTo("head");
        assertThat(message.get("release").text()).isEqualTo("r-1");
        assertThat(message.get("summary").items().stream().map(Node::text)).isEqualTo(
                ReportText.lines(halted("n-1", "head")));
    }

    @Test void endsTheLogWithoutAWarningWhenAllIsWell() throws Exception {
        new NotifyStage(new NotifyConfig(true, Optional.empty()), SampleReports.empty(Ending.DELIVERED)).run(ports());

        assertThat(log).allMatch(line -> line.startsWith("info "));
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test void passesWhenThereIsNobodyToTell() throws Exception {
        var stage = new NotifyStage(new NotifyConfig(false, Optional.empty()), SampleReports.empty(Ending.DELIVERED));

        var facts = stage.run(ports());

        assertThat(stage.judge(facts).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(stage.judge(facts).checks().get(0).measured()).isEqualTo("nothing to notify");
        assertThat(facts.report().summary()).isEqualTo("Nothing to notify.");
        assertThat(log).isEmpty();
    }

    @Test void warnsWhenTheOutboxCannotBeWrittenAndStillTellsTheConsole() throws Exception {
        Files.writeString(folder.resolve("out"), "a file");
        var stage = new NotifyStage(new NotifyConfig(true, Optional.of("out")), SampleReports.empty(Ending.DELIVERED));

        var facts = stage.run(ports());

        var verdict = stage.judge(facts);
        assertThat(verdict.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(verdict.checks().get(1).advice()).contains("out can be written");
        assertThat(facts.report().summary()).isEqualTo("1 of 2 channels were told.");
        assertThat(log).isNotEmpty();
    }

    @Test void warnsWhenTheOutboxIsOutsideOfTheWorkspace() throws Exception {
        var stage = new NotifyStage(new NotifyConfig(false, Optional.of("../out")), SampleReports.empty(Ending.DELIVERED));

        var verdict = stage.judge(stage.run(ports()));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WARNED);
        assertThat(verdict.checks().get(0).measured()).contains("climbs out");
    }

    @Test void warnsWhenTheLogIsBroken() throws Exception {
        var broken = new Ports(null, null, new Folder(), null, new Log() {
            @Override public void info(String line) {
                throw new IllegalStateException("closed");
            }

            @Override public void warn(String line) {
                throw new IllegalStateException("closed");
            }
        }, clock(), null);
        var stage = new NotifyStage(new NotifyConfig(true, Optional.empty()), SampleReports.empty(Ending.DELIVERED));

        assertThat(stage.judge(stage.run(broken)).outcome()).isEqualTo(Outcome.WARNED);
    }

    @Test void keepsTheNonceFromNamingAnotherFolder() {
        assertThat(Message.id(NOW, "../../etc/x y")).isEqualTo("20260301T100000250Z-etcxy");
        assertThat(Message.id(NOW, "a".repeat(65))).isEqualTo("20260301T100000250Z-" + "a".repeat(64));
        assertThat(Message.id(NOW, "")).isNotEqualTo(Message.id(NOW, ""))
                .matches("20260301T100000250Z-[0-9a-f-]{36}");
    }

    @Test void leavesOutOfTheMessageWhatIsNotKnown() {
        var message = Json.read(Message.json(SampleReports.empty(Ending.BAD_INPUT), NOW, Optional.empty()), "message");

        assertThat(message.find("release")).isEmpty();
        assertThat(message.find("audit")).isEmpty();
        assertThat(message.get("exitCode").integer()).isEqualTo(2);
    }

    private static DeliveryReport halted(String nonce, String head) {
        return new DeliveryReport(nonce, "shop", Optional.of("r-1"), Optional.empty(), Optional.empty(), Ending.HALTED, "",
                NOW, NOW, List.of(), Optional.empty(), Optional.of(new DeliveryReport.AuditHead(head, 3)), List.of());
    }

    private Ports ports() {
        return new Ports(null, null, new Folder(), null, new Log() {
            @Override public void info(String line) {
                log.add("info " + line);
            }

            @Override public void warn(String line) {
                log.add("warn " + line);
            }
        }, clock(), null);
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private final class Folder implements Workspace {
        @Override public Path root() {
            return folder;
        }

        @Override public Path resolve(String path) throws IOException {
            var resolved = folder.resolve(path).normalize();
            if (!resolved.startsWith(folder)) {
                throw new IOException(path + " climbs out of the workspace.");
            }
            return resolved;
        }

        @Override public List<Path> find(List<String> globs) {
            return List.of();
        }

        @Override public Optional<Instant> newestSource(List<String> globs) {
            return Optional.empty();
        }
    }
}
