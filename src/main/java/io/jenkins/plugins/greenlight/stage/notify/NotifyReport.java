package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.List;

/** Who was told, and who could not be. No channel at all: there was nobody to tell.
 *  @param files messages that were left for somebody to send on */
public record NotifyReport(List<Told> channels, List<StageFile> files) implements StageFacts {
    public NotifyReport {
        channels = List.copyOf(channels);
        files = List.copyOf(files);
    }

    /** LEFT_OUT: it does not want to hear of such an ending. */
    public enum Result { TOLD, LEFT_OUT, NOT_TOLD }

    /**
     * @param where   the message went, or should have gone
     * @param outcome in words: how many tries it took, or why it did not get there
     */
    public record Told(String name, String where, Result result, String outcome) {
        static Told told(String name, String where, int tries) {
            return new Told(name, where, Result.TOLD, tries <= 1 ? "told" : "told after " + tries + " tries");
        }

        static Told not(String name, String where, String why) {
            return new Told(name, where, Result.NOT_TOLD, "not told: " + why);
        }
    }

    @Override public StageReport report() {
        var asked = channels.stream().filter(channel -> channel.result() != Result.LEFT_OUT).toList();
        long reached = asked.stream().filter(channel -> channel.result() == Result.TOLD).count();
        String summary = asked.isEmpty() ? "Nothing to notify." : reached + " of " + asked.size() + " channels were told.";
        var rows = channels.stream().map(c -> List.of(c.name(), c.where(), c.outcome())).toList();
        var report = StageReport.of(summary, Measures.none());
        return channels.isEmpty() ? report
                : report.with(new StageReport.Table("Channels", List.of("Channel", "Where", "Result"), rows));
    }
}
