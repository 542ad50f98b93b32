package io.jenkins.plugins.greenlight.jenkins;

import io.jenkins.plugins.greenlight.parse.Mask;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an engine that ended left behind, which may have come from an agent that is not to be trusted.
 *
 * @param report what it says, or what is to be said for it
 * @param own    whether the engine said it
 */
record EngineReading(DeliveryReport report, boolean own) {
    /** @param code  how the process ended
     *  @param mask  hides what nobody may see, on the page and in the log
     *  @param nonce given to this engine alone */
    static EngineReading of(StageRequest request, int code, Optional<String> text, Mask mask, String nonce, Instant now) {
        if (request.tells()) {
            return new EngineReading(said(nonce, now, Ending.of(code).orElse(Ending.ERROR), ""), true);
        }
        if (text.isEmpty()) {
            return broken(nonce, now, "The engine ended with exit code " + code + " and left no report. Expected one: see its last lines above.");
        }
        try {
            var report = ReportJson.read(text.get(), nonce);
            return report.ending().exitCode() == code ? new EngineReading(hidden(report, text.get(), mask, now), true)
                    : broken(nonce, now, "The engine ended with exit code " + code + ", and its report says " + report.ending()
                            + ", which is " + report.ending().exitCode() + ". Expected both to be the same: the report is not used.");
        } catch (ParseException e) {
            return broken(nonce, now, mask.hide("The engine ended with exit code " + code + ", and its report cannot be used: " + e.getMessage()));
        }
    }

    /** Of an engine whose exit code nobody could ask for. */
    static EngineReading ofAdrift(Optional<String> text, Mask mask, String nonce, Instant now) {
        try {
            return text.isEmpty() ? broken(nonce, now, "The engine did not end in time, and left no report.")
                    : new EngineReading(hidden(ReportJson.read(text.get(), nonce), text.get(), mask, now), true);
        } catch (ParseException e) {
            return broken(nonce, now, mask.hide("The engine's report cannot be used: " + e.getMessage()));
        }
    }

    /** A secret that is also a number or a word of the report's form leaves the ending alone to be shown. */
    private static DeliveryReport hidden(DeliveryReport report, String text, Mask mask, Instant now) {
        var masked = mask.hide(text);
        try {
            return masked.equals(text) ? report : ReportJson.read(masked, report.nonce());
        } catch (ParseException e) {
            return said(report.nonce(), now, report.ending(), "What the report says is not shown: a secret stands where its form needs"
                    + " another word. Expected secrets that are no common words or numbers.");
        }
    }

    /** What a second engine says, which went on with what the first left unfinished. A whole delivery is not whole by that. */
    DeliveryReport resumed(StageRequest request) {
        if (!request.isDelivery() || report.ending().compareTo(Ending.ERROR) <= 0) {
            return report;
        }
        return said(report.nonce(), report.finishedAt(), Ending.ERROR, "The engine was lost before its end. The deployment that it had begun"
                + " ended " + report.ending() + "; what was to come after it was not run.");
    }

    static EngineReading broken(String nonce, Instant now, String problem) {
        return new EngineReading(said(nonce, now, Ending.ERROR, problem), false);
    }

    private static DeliveryReport said(String nonce, Instant now, Ending ending, String problem) {
        return new DeliveryReport(nonce, "", Optional.empty(), Optional.empty(), Optional.empty(), ending, problem, now, now, List.of(),
                Optional.empty(), Optional.empty(), List.of());
    }
}
