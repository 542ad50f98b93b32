package benchmarks.gates;

import java.nio.file.Path;

/** How one program reads one report. */
public interface Reading {
    /** @return what stays in memory of it: a result whose {@link Result#count} is asked for afterwards */
    Result read(Path file) throws Exception;

    /** What was read. */
    interface Result {
        /** Findings, or distinct lines. */
        long count();
    }
}
