package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.gate.Check;
import io.jenkins.plugins.greenlight.report.Markup.Heading;
import io.jenkins.plugins.greenlight.stage.StageReport;
import java.net.URI;
import java.util.Optional;

/** How a delivery ended, as the HTML of a mail: no image, no script, nothing from the network. */
public final class MailHtml {
    private static final String CSS = "body{font-family:sans-serif;line-height:1.4}table{border-collapse:collapse}"
            + "th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid #8888}small{color:#777}";
    private final Markup html = new Markup();
    private final DeliveryReport report;
    private final Optional<URI> link;

    private MailHtml(DeliveryReport report, Optional<URI> link) {
        this.report = report;
        this.link = link;
    }

    /** @param link to the report, of http or https; empty for none */
    public static String page(DeliveryReport report, Optional<URI> link) {
        link.filter(uri -> !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))).ifPresent(uri -> {
            throw new IllegalArgumentException("A link of a mail leads to " + uri.getScheme() + ". Expected http or https.");
        });
        return new MailHtml(report, link).page();
    }

    private String page() {
        String title = (report.app().isEmpty() ? "Greenlight" : report.app()) + report.release().map(release -> " " + release).orElse("")
                + ": " + report.ending().name();
        html.element("html", () -> {
            html.element("head", () -> {
                html.element("meta", "", "charset", "utf-8");
                html.element("title", title);
                html.style(CSS);
            });
            html.element("body", () -> body(title));
        });
        return html.page();
    }

    private void body(String title) {
        html.heading(Heading.TITLE, title);
        html.element("p", "Exit code " + report.ending().exitCode() + ": " + report.ending().meaning() + ". " + report.ending().next());
        report.message().lines().forEach(line -> html.element("p", line));
        report.deployment().ifPresent(deployed -> html.element("p", "Environment " + deployed.environment() + " is " + deployed.state()
                + (deployed.release().isEmpty() ? "; who serves is not known." : "; users reach " + deployed.release() + " on " + deployed.slot() + ".")));
        html.element("table", () -> {
            html.element("tr", () -> {
                html.element("th", "Result");
                html.element("th", "Stage");
                html.element("th", "What it saw");
            });
            report.stages().forEach(this::stage);
        });
        link.ifPresent(uri -> html.element("p", () -> html.element("a", "Open the report", "href", uri.toASCIIString())));
        html.element("p", () -> html.element("small", origin()));
    }

    private void stage(StageResult stage) {
        html.element("tr", () -> {
            html.element("td", stage.word());
            html.element("td", stage.id().title());
            html.element("td", () -> {
                html.text(stage.report().map(StageReport::summary).orElse(""));
                html.text(stage.error());
                stage.verdict().checks().forEach(this::check);
            });
        });
    }

    private void check(Check check) {
        boolean met = switch (check.outcome()) {
            case PASSED -> true;
            case WARNED, INCONCLUSIVE, FAILED -> false;
        };
        if (!met) {
            html.element("div", check.outcome() + " " + check.name() + ": measured " + check.measured() + ", required " + check.required()
                    + (check.advice().isEmpty() ? "" : ". " + check.advice()));
        }
    }

    private String origin() {
        return "Greenlight" + report.commit().map(commit -> ", commit " + commit).orElse("")
                + report.digest().map(digest -> ", image " + digest).orElse("")
                + report.audit().map(audit -> ", audit head " + audit.head() + " of " + audit.length() + " entries").orElse("")
                + ", finished " + report.finishedAt();
    }
}
