package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.gate.Measures;
import io.jenkins.plugins.greenlight.stage.StageFacts;
import io.jenkins.plugins.greenlight.stage.StageFile;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.util.List;

/** Who was told, and who could not be. No channel at all: there was nobody to tell.
 *  @param files messages that were left for somebody to send on */
public record NotifyReport(List<Channel> channels, List<StageFile> files) implements StageFacts {
    public NotifyReport {
        channels = List.copyOf(channels);
        files = List.copyOf(files);
    }

    /**
     * @param where   the message went, or should have gone
     * @param problem why it did not get there; empty when it did
     */
    public record Channel(String name, String where, String problem) {
        public boolean reached() {
            return problem.isEmpty();
        }
    }

    @Override public StageReport report() {
        long reached = channels.stream().filter(Channel::reached).count();
        String summary = channels.isEmpty() ? "Nothing to notify." : reached + " of " + channels.size() + " channels were told.";
        var rows = channels.stream().map(c -> List.of(c.name(), c.where(), c.reached() ? "told" : c.problem())).toList();
        var report = StageReport.of(summary, Measures.none());
        return channels.isEmpty() ? report
                : report.with(new StageReport.Table("Channels", List.of("Channel", "Where", "Result"), rows));
    }
}
