package io.jenkins.plugins.greenlight.stage.security;

import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.finding.FindingSink;
import io.jenkins.plugins.greenlight.finding.ScanRun;
import io.jenkins.plugins.greenlight.finding.Suppressed;
import io.jenkins.plugins.greenlight.finding.reader.ReportRecogniser;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.findings.PrintBag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The findings of an earlier run that counted then. Each is taken by one of now that has its fingerprint: what finds none to
 * take is new, what nobody takes is gone.
 */
final class Baseline {
    private final Path file;
    private final String source;
    private final PrintBag left = new PrintBag();
    private final Set<String> tools = new TreeSet<>();

    private Baseline(Path file, String source) {
        this.file = file;
        this.source = source;
    }

    /** @throws ParseException when it is no whole report, or says that it does not tell all */
    static Baseline read(Path file, String source) throws IOException {
        var baseline = new Baseline(file, source);
        baseline.each(finding -> baseline.left.put(finding.fingerprint()));
        return baseline;
    }

    /** The fingerprints of those that nobody took yet. */
    PrintBag left() {
        return left;
    }

    /** Those that looked at something then, sorted. */
    Set<String> tools() {
        return Set.copyOf(tools);
    }

    /** Takes what nobody took: the file is read again. @throws IOException when it cannot be any more */
    void leftOver(Consumer<Finding> each) throws IOException {
        if (left.size() > 0) {
            each(finding -> {
                if (left.take(finding.fingerprint())) {
                    each.accept(finding);
                }
            });
        }
    }

    private void each(Consumer<Finding> each) throws IOException {
        ReportRecogniser.read(file, source, new FindingSink() {
            @Override public void found(Finding finding) {
                each.accept(finding);
            }

            /** Somebody accepted it for a time: when that is over it is new again. */
            @Override public void suppressed(Suppressed suppressed) { }

            @Override public void end(ScanRun run) {
                tools.add(run.tool());
                if (!run.doubts().isEmpty()) {
                    throw new ParseException(source, "does not tell all: " + run.doubts().get(0) + ".");
                }
            }
        });
    }
}
