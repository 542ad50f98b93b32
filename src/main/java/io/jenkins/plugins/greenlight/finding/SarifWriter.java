package io.jenkins.plugins.greenlight.finding;

import io.jenkins.plugins.greenlight.parse.DraftFile;
import io.jenkins.plugins.greenlight.parse.JsonOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one SARIF 2.1.0 file of all runs it is given, as they come, and keeps of a finding nothing but its rule. Our own reader
 * reads the same findings back out of it. The file appears when it is whole: {@link #finish}; without that nothing is left behind.
 * What came since the last {@link #end} can be taken back: {@link #discard}. Failing to write is an {@link UncheckedIOException}.
 */
public final class SarifWriter implements FindingSink, AutoCloseable {
    private static final String HEAD = "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[";

    private final DraftFile out;
    private final SarifRuleList rules = new SarifRuleList();
    private final Map<String, Integer> runsOf = new HashMap<>();
    private JsonOutput json;
    private SarifResultOutput results;
    private boolean begun;
    private boolean any;
    private long mark;

    private SarifWriter(DraftFile out) {
        this.out = out;
    }

    /** @param target replaced when all is written; its folder is made when there is none */
    public static SarifWriter open(Path target) throws IOException {
        var out = new DraftFile(target);
        try {
            out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            out.close();
            throw e;
        }
        var writer = new SarifWriter(out);
        writer.mark = out.length();
        return writer;
    }

    @Override public void found(Finding finding) {
        write(finding, Optional.empty(), Optional.empty());
    }

    /** Within a run, all with a state or all without. */
    public void found(Finding finding, BaselineState state) {
        write(finding, Optional.empty(), Optional.of(state));
    }

    @Override public void suppressed(Suppressed one) {
        write(one.finding(), Optional.of(one), Optional.empty());
    }

    /** Within a run, all with a state or all without. */
    public void suppressed(Suppressed one, BaselineState state) {
        write(one.finding(), Optional.of(one), Optional.of(state));
    }

    private void write(Finding finding, Optional<Suppressed> suppressed, Optional<BaselineState> state) {
        attempt(() -> {
            begin();
            results.write(finding, suppressed, state);
        });
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            if (any) {
                out.write(',');
            }
            json = new JsonOutput(out);
            results = new SarifResultOutput(json, rules);
            json.open().key("results").openList();
        }
    }

    @Override public void end(ScanRun run) {
        attempt(() -> {
            begin();
            json.closeList();
            tool(run);
            invocation(run.doubts());
            json.key("automationDetails").open().text("id", category(run.source())).close();
            json.key("properties").open().key("greenlight").open().texts("commits", run.commits()).close().close();
            json.close();
            rules.clear();
            begun = false;
            any = true;
            mark = out.length();
        });
    }

    /** Takes back what came since the last end, as if it had never come: a report that broke off, or a run that does not count. */
    public void discard() {
        attempt(() -> {
            out.cut(mark);
            rules.clear();
            begun = false;
        });
    }

    private void tool(ScanRun run) throws IOException {
        json.key("tool").open().key("driver").open().text("name", run.tool().isEmpty() ? "unknown" : run.tool());
        if (!run.version().isEmpty()) {
            json.text("version", run.version());
        }
        rules.write(json);
        json.close().close();
    }

    /** A doubt is what the standard calls an error of the run: its results need not be complete. */
    private void invocation(List<String> doubts) throws IOException {
        json.key("invocations").openList().open().key("executionSuccessful").flag(doubts.isEmpty());
        json.key("toolExecutionNotifications").openList();
        for (String doubt : doubts) {
            json.open().text("level", "error").key("message").open().text("text", doubt).close().close();
        }
        json.closeList().close().closeList();
    }

    /** GitHub wants another one for each run of a tool. Of a file outside the workspace only its name is told. */
    private String category(String source) {
        String name = source.startsWith("/") || source.startsWith("\\") || source.contains(":")
                ? source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1) : source;
        int count = runsOf.merge(name, 1, Integer::sum);
        return (count == 1 ? name : name + "#" + count) + "/";
    }

    /** Puts the file in its place. @throws IOException when it cannot be written; what was there before is there still */
    public void finish() throws IOException {
        if (begun) {
            discard();
        }
        out.write("]}\n".getBytes(StandardCharsets.US_ASCII));
        out.keep();
    }

    /** Without {@link #finish}, nothing is left behind. */
    @Override public void close() throws IOException {
        out.close();
    }

    static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM, UNKNOWN -> "warning";
            case LOW, INFO -> "note";
        };
    }

    static String score(double score) {
        return BigDecimal.valueOf(score).toPlainString();
    }

    private static void attempt(Write write) {
        try {
            write.now();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Write {
        void now() throws IOException;
    }
}
