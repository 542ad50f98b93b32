package peers.gates;

import benchmarks.gates.Measurement;
import benchmarks.gates.Reading;
import edu.hm.hafner.analysis.FileReaderFactory;
import edu.hm.hafner.coverage.Coverage;
import edu.hm.hafner.coverage.CoverageParser.ProcessingMode;
import edu.hm.hafner.coverage.Metric;
import edu.hm.hafner.util.FilteredLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** analysis-model and coverage-model: {@code FORMAT SMALL REPORT}. */
public final class PeersMain {
    private PeersMain() { }

    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF); // one line for each finding would cost them more than reading it
        Measurement.run(reading(args[0]), Path.of(args[1]), Path.of(args[2]));
    }

    private static Reading reading(String format) {
        return switch (format) {
            case "trivy", "sarif", "spotbugs", "bandit" -> file -> findings(format, file);
            default -> file -> lines(format, file);
        };
    }

    private static Reading.Result findings(String format, Path file) throws Exception {
        var report = new edu.hm.hafner.analysis.registry.ParserRegistry().get(format).createParser().parse(new FileReaderFactory(file));
        return report::size;
    }

    private static Reading.Result lines(String format, Path file) throws Exception {
        try (var reader = Files.newBufferedReader(file)) {
            var tree = new edu.hm.hafner.coverage.registry.ParserRegistry()
                    .get(format.toUpperCase(Locale.ROOT), ProcessingMode.IGNORE_ERRORS)
                    .parse(reader, file.toString(), new FilteredLog("Errors"));
            long total = tree.getTypedValue(Metric.LINE, Coverage.nullObject(Metric.LINE)).getTotal(); // it is what is wanted of it
            return () -> {
                java.lang.ref.Reference.reachabilityFence(tree);
                return total;
            };
        }
    }
}
