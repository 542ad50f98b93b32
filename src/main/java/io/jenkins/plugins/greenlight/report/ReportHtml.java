package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/** {@code report.html}: one page that needs nothing else, no script and no network. */
public final class ReportHtml {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    private final Markup html = new Markup();
    private final DeliveryReport report;

    private ReportHtml(DeliveryReport report) {
        this.report = report;
    }

    public static String page(DeliveryReport report) {
        return new ReportHtml(report).document();
    }

    public static String fragment(DeliveryReport report) {
        var own = new ReportHtml(report);
        own.html.element("div", own::content, "class", "greenlight-report");
        return own.html.page();
    }

    private String document() {
        String title = (report.app().isEmpty() ? "Greenlight" : report.app()) + ": " + report.ending().name();
        html.element("html", () -> {
            html.element("head", () -> {
                html.element("meta", "", "charset", "utf-8");
                html.element("meta", "", "name", "viewport", "content", "width=device-width, initial-scale=1");
                html.element("meta", "", "http-equiv", "Content-Security-Policy", "content", POLICY);
                html.element("title", title);
                html.style(css());
            });
            html.element("body", () -> html.element("main", this::content));
        }, "lang", "en");
        return html.page();
    }

    private void content() {
        html.element("header", this::head);
        html.element("nav", this::glance, "aria-label", "Stages");
        var stages = new StageHtml(html);
        report.stages().forEach(stages::draw);
        report.deployment().ifPresent(this::deployment);
        html.element("footer", this::foot);
    }

    private void head() {
        html.element("h1", () -> html.text(report.app().isEmpty() ? "Greenlight" : report.app()).text(" ")
                .element("span", report.ending().name(), "class", "word " + report.ending().name().toLowerCase(Locale.ROOT)));
        String meaning = report.ending().meaning();
        html.element("p", Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1) + ". " + report.ending().next());
        if (!report.message().isEmpty()) {
            html.element("pre", report.message(), "class", "message");
        }
        html.element("dl", () -> {
            report.release().ifPresent(release -> fact("Release", release));
            report.commit().ifPresent(commit -> fact("Commit", commit));
            report.digest().ifPresent(digest -> fact("Image", digest));
            fact("Exit code", Integer.toString(report.ending().exitCode()));
            fact("Started", report.startedAt().toString());
            fact("Took", Took.between(report.startedAt(), report.finishedAt()));
        }, "class", "facts");
    }

    /** All seven, also those that did not run. */
    private void glance() {
        html.element("ol", () -> Arrays.stream(StageId.values()).forEach(id -> {
            var stage = report.stages().stream().filter(result -> result.id() == id).findFirst();
            String word = stage.map(StageResult::word).orElse("not run");
            html.element("li", () -> {
                html.element("a", id.title(), "href", stage.isPresent() ? "#" + id.word() : null);
                html.element("span", word, "class", "word " + StageHtml.style(word));
            });
        }), "class", "glance");
    }

    private void deployment(DeliveryReport.Deployed d) {
        html.element("section", () -> {
            html.element("h2", "Deployment");
            html.element("dl", () -> {
                fact("Environment", d.environment());
                fact("State", d.state());
                fact("Live", (d.release() + " " + d.slot()).strip());
                fact("Previous", d.previous());
                fact("Deployment", d.id());
            }, "class", "facts");
        });
    }

    private void foot() {
        if (!report.artifacts().isEmpty()) {
            html.element("h2", "Artifacts");
            html.element("dl", () -> report.artifacts().forEach(a -> fact(a.path(), "sha256 " + a.sha256())), "class", "facts");
        }
        report.audit().ifPresent(audit -> html.element("p", () -> html.text("Audit: " + audit.length() + " entries, head ")
                .element("code", audit.head())));
        html.element("p", "Written by Greenlight at " + report.finishedAt() + ".");
    }

    private void fact(String name, String value) {
        html.element("div", () -> html.element("dt", name).element("dd", value.isEmpty() ? "none" : value));
    }

    private static String css() {
        try (var stream = ReportHtml.class.getResourceAsStream("/io/jenkins/plugins/greenlight/report.css")) {
            return new String(Objects.requireNonNull(stream, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The style sheet report.css cannot be read from the program's own files.", e);
        }
    }
}
