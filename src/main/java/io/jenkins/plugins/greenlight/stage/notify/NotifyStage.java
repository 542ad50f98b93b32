package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.gate.Outcome;
import io.jenkins.plugins.greenlight.gate.Verdict;
import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.port.Ports;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportText;
import io.jenkins.plugins.greenlight.stage.Stage;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Tells people how the delivery ended. Whoever cannot be told is a warning: nothing here changes an ending. */
public final class NotifyStage implements Stage<NotifyReport> {
    private static final Set<String> LOCAL = Set.of("console", "outbox");

    private final NotifyConfig config;
    private final DeliveryReport soFar;
    private final End end;

    /** @param soFar all that is known before this stage */
    public NotifyStage(NotifyConfig config, DeliveryReport soFar) {
        this(config, soFar, work -> Optional.of(work.run()));
    }

    private NotifyStage(NotifyConfig config, DeliveryReport soFar, End end) {
        this.config = config;
        this.soFar = soFar;
        this.end = end;
    }

    /** Tells all whose channel leads out of this host. */
    public interface Work {
        List<NotifyReport.Told> run() throws InterruptedException;
    }

    /** May end that before its end, when this engine is to stop. */
    public interface End {
        /** Empty when it did. */
        Optional<List<NotifyReport.Told>> around(Work work) throws InterruptedException;
    }

    /** The same, ended early by this. */
    public NotifyStage endedBy(End early) {
        return new NotifyStage(config, soFar, early);
    }

    /** The same for who has no more time than this. */
    public NotifyStage within(Duration most) {
        return new NotifyStage(config.within(most), soFar, end);
    }

    @Override public StageId id() {
        return StageId.NOTIFY;
    }

    @Override public NotifyReport run(Ports ports) throws InterruptedException {
        var now = ports.clock().instant();
        String id = Message.id(now, soFar.nonce());
        var told = new ArrayList<NotifyReport.Told>();
        var link = ReportLink.of(config.reportUrl(), ports);
        if (config.console()) {
            told.add(told("console", "the log", () -> print(ports.log())));
        }
        var files = new ArrayList<StageFile>();
        config.outbox().ifPresent(outbox -> told.add(told("outbox", outbox, () -> {
            var file = ports.workspace().resolve(outbox).resolve(id + ".json");
            WholeFile.write(file, Message.json(soFar, now, link));
            files.add(StageFile.of(file, "application/json"));
        })));
        told.addAll(others(new Channels(config, soFar, ports).of(now, id, link), now, ports));
        return new NotifyReport(told, files);
    }

    /** What each has of the time ends a little before all is over: its own words for the failure are better. */
    private List<NotifyReport.Told> others(List<Channel> channels, Instant now, Ports ports) throws InterruptedException {
        var asked = channels.stream().filter(channel -> channel.on().endings().contains(soFar.ending())).toList();
        var deadline = now.plus(config.timeout().multipliedBy(19).dividedBy(20));
        var retries = new Retries(ports.clock(), ports.pause(), ThreadLocalRandom.current()::nextDouble, deadline);
        var told = new ArrayDeque<>(end.around(() -> Telling.all(asked, retries, config.timeout())).orElseGet(() -> asked.stream().map(channel ->
                NotifyReport.Told.not(channel.name(), channel.where(), "a stop was asked for while it was being told")).toList()));
        return channels.stream().map(channel -> asked.contains(channel) ? told.remove() : new NotifyReport.Told(channel.name(),
                channel.where(), NotifyReport.Result.LEFT_OUT, "not told of " + soFar.ending() + ", only of " + channel.on())).toList();
    }

    @Override public Verdict judge(NotifyReport facts) {
        return facts.channels().isEmpty()
                ? Verdict.of(Check.passed("channels", "nothing to notify", "every configured channel is told"))
                : new Verdict(facts.channels().stream().map(NotifyStage::check).toList());
    }

    private static Check check(NotifyReport.Told channel) {
        return switch (channel.result()) {
            case TOLD, LEFT_OUT -> Check.passed(channel.name(), channel.outcome(), "told, where it is to be");
            case NOT_TOLD -> new Check(channel.name(), Outcome.WARNED, channel.outcome(), "told",
                    LOCAL.contains(channel.name()) ? "See that " + channel.where() + " can be written, and pass the ending on by hand."
                            : "Mend what it names, then tell again by greenlight notify, or pass the ending on by hand.");
        };
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

    private interface Act {
        void tell() throws IOException;
    }

    /** Whatever goes wrong here, the delivery has already ended: it becomes a fact. */
    private static NotifyReport.Told told(String name, String where, Act act) {
        try {
            act.tell();
            return NotifyReport.Told.told(name, where, 1);
        } catch (IOException | RuntimeException e) {
            return NotifyReport.Told.not(name, where, e.toString());
        }
    }
}
