package benchmarks.gates;

import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes reports of a given size, each the same every time. */
public final class Samples {
    private Samples() { }

    /** Counts what goes through. */
    private static final class Counted extends FilterWriter {
        private long written;

        Counted(Writer out) {
            super(out);
        }

        @Override public void write(String text, int offset, int length) throws IOException {
            written += length;
            out.write(text, offset, length);
        }

        @Override public void write(char[] text, int offset, int length) throws IOException {
            written += length;
            out.write(text, offset, length);
        }
    }

    /**
     * @param format trivy, sarif, spotbugs, bandit, jacoco, cobertura or lcov
     * @param size   about so many bytes
     * @return how many findings, or distinct lines for coverage, it holds
     */
    public static long write(String format, long size, Path file) throws IOException {
        var sample = sample(format);
        long count = 0;
        try (var out = new Counted(new BufferedWriter(Files.newBufferedWriter(file), 1 << 16))) {
            sample.head(out);
            for (int number = 0; number == 0 || out.written < size; number++) {
                count += sample.part(out, number);
            }
            sample.tail(out);
        }
        return count;
    }

    private static Sample sample(String format) {
        return switch (format) {
            case "trivy" -> new TrivySample();
            case "sarif" -> new SarifSample();
            case "spotbugs" -> new SpotBugsSample();
            case "bandit" -> new BanditSample();
            case "jacoco" -> new JacocoSample();
            case "cobertura" -> new CoberturaSample();
            case "lcov" -> new LcovSample();
            default -> throw new IllegalArgumentException("There is no sample \"" + format + "\". Expected trivy, sarif, spotbugs, bandit, "
                    + "jacoco, cobertura or lcov.");
        };
    }

    /** {@code FORMAT BYTES FILE}: prints what it holds. */
    public static void main(String[] args) throws IOException {
        System.out.println(write(args[0], Long.parseLong(args[1]), Path.of(args[2])));
    }
}
