package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportText;
import io.jenkins.plugins.greenlight.report.WholeFile;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/** Tells people how the delivery ended. Whoever cannot be told is a warning: nothing here changes an ending. */
public final class NotifyStage implements Stage<NotifyReport> {
    private final NotifyConfig config;
    private final DeliveryReport soFar;

    /** @param soFar all that is known before this stage */
    public NotifyStage(NotifyConfig config, DeliveryReport soFar) {
        this.config = config;
        this.soFar = soFar;
    }

    @Override public StageId id() {
        return StageId.NOTIFY;
    }

    @Override public NotifyReport run(Ports ports) {
        var channels = new ArrayList<NotifyReport.Channel>();
        if (config.console()) {
            channels.add(told("console", "the log", () -> print(ports.log())));
        }
        var files = new ArrayList<StageFile>();
        config.outbox().ifPresent(outbox -> channels.add(told("outbox", outbox, () ->
                files.add(StageFile.of(post(outbox, ports), "application/json")))));
        return new NotifyReport(channels, files);
    }

    @Override public Verdict judge(NotifyReport facts) {
        return facts.channels().isEmpty()
                ? Verdict.of(Check.passed("channels", "nothing to notify", "every configured channel is told"))
                : new Verdict(facts.channels().stream().map(NotifyStage::check).toList());
    }

    private static Check check(NotifyReport.Channel channel) {
        return channel.reached() ? Check.passed(channel.name(), "told", "told")
                : new Check(channel.name(), Outcome.WARNED, channel.problem(), "told",
                        "See that " + channel.where() + " can be written, and pass the ending on by hand.");
    }

    private void print(Log log) {
        var lines = ReportText.lines(soFar);
        lines.subList(0, lines.size() - 1).forEach(log::info);
        String last = lines.get(lines.size() - 1);
        if (soFar.ending() == Ending.DELIVERED) {
            log.info(last);
        } else {
            log.warn(last);
        }
    }

    private Path post(String outbox, Ports ports) throws IOException {
        var now = ports.clock().instant();
        var file = ports.workspace().resolve(outbox).resolve(Message.fileName(now, soFar.nonce()));
        WholeFile.write(file, Message.json(soFar, now));
        return file;
    }

    private interface Telling {
        void tell() throws IOException;
    }

    /** Whatever goes wrong here, the delivery has already ended: it becomes a fact. */
    private static NotifyReport.Channel told(String name, String where, Telling telling) {
        try {
            telling.tell();
            return new NotifyReport.Channel(name, where, "");
        } catch (IOException | RuntimeException e) {
            return new NotifyReport.Channel(name, where, "not told: " + e);
        }
    }
}
