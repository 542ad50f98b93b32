package io.jenkins.plugins.greenlight.stage.notify;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.report.DeliveryReport;
import io.jenkins.plugins.greenlight.report.ReportText;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What is told of a delivery: the outbox' document, and a line for all. */
final class Message {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Message() { }

    /** Sorts by time.
     * @param nonce letters, digits and dashes of it are kept, at most 64; a random id stands for none */
    static String id(Instant now, String nonce) {
        String kept = nonce.replaceAll("[^A-Za-z0-9-]", "");
        return TIME.format(now) + "-" + (kept.isEmpty() ? UUID.randomUUID().toString() : kept.substring(0, Math.min(64, kept.length())));
    }

    /** How it ended, in a line; holds texts from elsewhere. */
    static String title(DeliveryReport report) {
        return (report.app().isEmpty() ? "Greenlight" : report.app()) + report.release().map(release -> " " + release).orElse("")
                + ": " + report.ending().name();
    }

    /** @param link to the report; empty for none */
    static String json(DeliveryReport report, Instant now, Optional<URI> link) {
        var message = new LinkedHashMap<String, Object>();
        message.put("schema", "greenlight.message");
        message.put("version", 1);
        message.put("at", now.toString());
        message.put("app", report.app());
        message.put("release", report.release().orElse(null));
        message.put("commit", report.commit().orElse(null));
        message.put("digest", report.digest().orElse(null));
        message.put("ending", report.ending().name());
        message.put("exitCode", report.ending().exitCode());
        message.put("summary", ReportText.lines(report));
        message.put("audit", report.audit().map(Message::audit).orElse(null));
        link.ifPresent(uri -> message.put("reportUrl", uri.toASCIIString()));
        return Json.writePretty(message);
    }

    private static Object audit(DeliveryReport.AuditHead audit) {
        var map = new LinkedHashMap<String, Object>();
        map.put("head", audit.head());
        map.put("length", audit.length());
        return map;
    }
}
