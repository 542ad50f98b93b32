package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.stage.StageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A report for people: as {@code report.html}, which needs nothing else, no script and no network; or as a part of another page. */
public final class ReportHtml {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    private final Markup html;
    private final StageHtml stages;
    private final HeadHtml head;
    private final DeliveryReport report;
    private final Map<StageId, List<StageResult>> runs;
    private final boolean whole;

    private ReportHtml(Markup html, String prefix, DeliveryReport report, List<DeliveryReport> reports, boolean whole) {
        this.html = html;
        this.stages = new StageHtml(html, prefix);
        this.report = report;
        this.runs = reports.stream().flatMap(one -> one.stages().stream())
                .collect(Collectors.groupingBy(StageResult::id, () -> new EnumMap<>(StageId.class), Collectors.toList()));
        this.whole = whole;
        this.head = new HeadHtml(html, stages, report, whole);
    }

    public static String page(DeliveryReport report) {
        return new ReportHtml(new Markup(), "", report, List.of(report), true).document();
    }

    /**
     * What the runs of one build say, for a page that has a heading of the first level and the style sheet {@code report.css}:
     * all of them as one delivery (see {@link JoinedReport}), then every run of every stage.
     *
     * @param prefix  of every id; another one for each fragment on a page
     * @param reports in the order in which they were made, at least one
     */
    public static String fragment(String prefix, List<DeliveryReport> reports) {
        var html = new Markup(2);
        new ReportHtml(html, prefix, JoinedReport.of(reports), reports, false).content();
        return html.toString();
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
        }, "lang", "en", "class", "greenlight-page");
        return html.page();
    }

    private void content() {
        html.element("div", () -> {
            html.element("header", head::draw);
            html.element("nav", new GlanceHtml(html, stages, report, runs, whole)::draw, "aria-label", "Stages");
            head.facts();
            runs.values().forEach(stages::draw);
            report.deployment().ifPresent(this::deployment);
            html.element("footer", this::foot);
        }, "class", "greenlight-report");
    }

    private void deployment(DeliveryReport.Deployed d) {
        html.element("section", () -> {
            html.heading(Markup.Heading.PART, "Deployment");
            html.element("dl", () -> {
                head.fact("Environment", d.environment());
                head.fact("State", d.state());
                head.fact("Live now", d.release().isEmpty() ? "not known" : d.slot().isEmpty() ? d.release() : d.release() + " in " + d.slot());
                head.fact("The way back", d.previous().isEmpty() ? "no release" : d.previous());
                head.fact("Deployment", d.id());
            }, "class", "facts");
        });
    }

    private void foot() {
        if (!report.artifacts().isEmpty()) {
            html.heading(Markup.Heading.PART, "Artifacts");
            html.element("dl", () -> report.artifacts().forEach(a -> head.fact(a.path(), "sha256 " + a.sha256())), "class", "facts files");
        }
        report.audit().ifPresent(audit -> html.element("p", () -> html.text("Audit: " + audit.length() + " entries, head ")
                .element("code", audit.head())));
        html.element("p", () -> {
            html.text("Written by Greenlight at ");
            When.second(html, report.finishedAt());
            html.text(".");
        });
    }

    private static String css() {
        try (var stream = ReportHtml.class.getResourceAsStream("/io/jenkins/plugins/greenlight/report.css")) {
            return new String(Objects.requireNonNull(stream, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The style sheet report.css cannot be read from the program's own files.", e);
        }
    }
}
