package io.jenkins.plugins.greenlight.cli;

import io.jenkins.plugins.greenlight.parse.WholeFile;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.Ending;
import io.jenkins.plugins.greenlight.report.ReportFiles;
import io.jenkins.plugins.greenlight.report.ReportFormat;
import io.jenkins.plugins.greenlight.report.ReportText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how an earlier run ended. */
@Command(mixinStandardHelpOptions = true, sortOptions = false,
        description = "Shows the report of an earlier run. Exits 0 when it can be shown, however that run ended.")
final class ReportCommand implements Callable<Integer> {
    static final class Words extends LowerCase<ReportFormat> {
        Words() {
            super(ReportFormat.class);
        }
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR|FILE", defaultValue = "target/greenlight/report",
            description = "The report.json, or the folder it lies in (default: ${DEFAULT-VALUE}).")
    private Path report;

    @Option(names = "--format", paramLabel = "FORMAT", completionCandidates = Words.class,
            description = "text, markdown (for a comment on a pull request), json or html (default: text).")
    private ReportFormat format;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", description = "Write it there instead of the standard output.")
    private Path output;

    @Option(names = "--exit-code", description = "Exit with that run's own exit code.")
    private boolean exitCode;

    @Mixin private JsonOption json;

    @Mixin private LogOptions log;

    @Override public Integer call() throws Exception {
        var chosen = format();
        var read = EarlierReport.read(Files.isDirectory(report) ? report.resolve(ReportFiles.JSON) : report, "greenlight report FILE");
        if (output != null) {
            write(chosen, read);
        } else {
            print(chosen, read);
        }
        return exitCode ? read.ending().exitCode() : Ending.DELIVERED.exitCode();
    }

    private ReportFormat format() throws BadInputException {
        if (json.wanted() && format != null && format != ReportFormat.JSON) {
            throw new BadInputException("--json and --format " + format.name().toLowerCase(Locale.ROOT)
                    + " ask for two formats. Expected one of the two: leave the other out.");
        }
        return json.wanted() ? ReportFormat.JSON : format == null ? ReportFormat.TEXT : format;
    }

    private void write(ReportFormat chosen, DeliveryReport read) throws BadInputException {
        try {
            WholeFile.write(output, chosen.of(read));
        } catch (IOException e) {
            throw new BadInputException("The report could not be written to " + output + ": " + e
                    + ". Expected a file in a folder that can be written: name another with --output.");
        }
    }

    private void print(ReportFormat chosen, DeliveryReport read) {
        switch (chosen) {
            case TEXT -> ReportText.lines(read).forEach(log.log(false)::result);
            case MARKDOWN, HTML -> Document.print(chosen.of(read));
            case JSON -> Document.printJson(chosen.of(read));
        }
    }
}
