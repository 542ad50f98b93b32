package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.ParseException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** {@code report.json}; {@code report.schema.json} describes it. */
public final class ReportJson {
    /** What a reader takes at the most. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final String SOURCE = "report.json";

    private ReportJson() { }

    /** Never more than {@link #MAX_BYTES}: what a report is too long for is left out of its tables, trees and series. */
    public static String write(DeliveryReport report) {
        String text = Json.writePretty(ReportTree.of(report));
        for (int most = 1_000; text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES && most > 0; most /= 10) {
            text = Json.writePretty(ReportTree.of(Shortened.of(report, most)));
        }
        return text;
    }

    /**
     * Reads what may come from a machine that is not trusted.
     *
     * @param expectedNonce the report's; empty where the run was given none
     * @throws ParseException for another nonce, another schema or version, and anything that is not exactly a report
     */
    public static DeliveryReport read(String text, String expectedNonce) {
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new ParseException(SOURCE, "is larger than 8 MiB. Expected a report of this engine.");
        }
        var root = Json.read(text, SOURCE);
        String schema = root.get("schema").text();
        double version = root.get("version").number();
        if (!DeliveryReport.SCHEMA.equals(schema) || version != DeliveryReport.VERSION) {
            throw new ParseException(root.place(), "is " + schema + " in version " + root.get("version").plain()
                    + ". Expected " + DeliveryReport.SCHEMA + " in version " + DeliveryReport.VERSION
                    + ": use the reader that came with the engine.");
        }
        if (!same(root.get("nonce").text(), expectedNonce)) {
            throw new ParseException(root.get("nonce").place(), "carries another nonce. Expected the one given to this run:"
                    + " the report is of another run.");
        }
        try {
            return ReportReader.report(root);
        } catch (IllegalArgumentException e) {
            throw new ParseException(root.place(), e.getMessage());
        }
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
