package io.jenkins.plugins.greenlight.pipeline;

import io.jenkins.plugins.greenlight.deploy.StopSignal;
import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.port.Log;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.stage.notify.NotifyConfig;
import io.jenkins.plugins.greenlight.stage.notify.NotifyReport;
import io.jenkins.plugins.greenlight.stage.notify.NotifyStage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** People are told of a stop that was asked for before, quickly; one that is asked for meanwhile ends what leads out of this host. */
public final class LastWords {
    private static final Duration AFTER_A_STOP = Duration.ofSeconds(5);

    private LastWords() { }

    public static NotifyStage of(NotifyConfig config, DeliveryReport report, StopSignal stop) {
        return stop.asked() ? new NotifyStage(config, report).within(AFTER_A_STOP)
                : new NotifyStage(config, report).endedBy(work -> untilStopped(work, stop));
    }

    /** Who was told and who was not, in the log. */
    public static void say(Check told, Log log) {
        String line = "notify: " + told.name() + ": " + told.measured();
        if (told.advice().isEmpty()) {
            log.info(line);
        } else {
            log.warn(line + ". " + told.advice());
        }
    }

    private static Optional<List<NotifyReport.Told>> untilStopped(NotifyStage.Work work, StopSignal stop) throws InterruptedException {
        try {
            return Optional.of(stop.interruptibly(work::run));
        } catch (InterruptedException e) {
            if (!stop.asked()) {
                throw e;
            }
            return Optional.empty(); // the stop is what interrupted, and is noted there for everybody
        }
    }
}
