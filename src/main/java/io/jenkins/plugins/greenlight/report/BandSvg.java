package io.jenkins.plugins.greenlight.report;

import io.jenkins.plugins.greenlight.stage.StageReport.Band;
import io.jenkins.plugins.greenlight.stage.StageReport.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bands below one another over the same time; the first one in words too. What has no beginning or end runs to the edge. */
final class BandSvg {
    /** Of the width, for what was so before the first moment or is so after the last. */
    private static final double EDGE = 0.125;
    private static final int LETTER = 8;
    private static final int PHONE = 300;
    private static final int DESK = 1000;

    private final Markup html;
    private final List<Band> bands;
    private final Instant first;
    private final Instant last;
    private final When when;

    private BandSvg(Markup html, List<Band> bands, List<Instant> moments) {
        this.html = html;
        this.bands = bands;
        this.first = moments.stream().min(Instant::compareTo).orElse(Instant.EPOCH);
        this.last = moments.stream().max(Instant::compareTo).orElse(Instant.EPOCH);
        this.when = new When(first);
    }

    /** Nothing for no moment at all. */
    static void draw(Markup html, List<Band> bands) {
        var moments = bands.stream().flatMap(band -> band.stretches().stream())
                .flatMap(stretch -> Stream.concat(stretch.from().stream(), stretch.until().stream())).toList();
        if (!bands.isEmpty()) {
            new BandSvg(html, bands, moments).draw();
        }
    }

    private void draw() {
        html.heading(Markup.Heading.DETAIL, bands.get(0).title());
        html.element("figure", () -> {
            for (int i = 0; i < bands.size(); i++) {
                if (i > 0) {
                    html.element("p", bands.get(i).title(), "class", "quiet");
                }
                var band = bands.get(i);
                html.element("svg", () -> drawing(band), "class", "band", "role", "img", "height", "30");
            }
            html.element("figcaption", this::ends);
        }, "class", "bands");
        html.element("ol", () -> bands.get(0).stretches().forEach(stretch -> html.element("li", () -> words(stretch))), "class", "stretches");
    }

    private void drawing(Band band) {
        html.element("title", band.title());
        html.element("desc", band.stretches().stream().map(stretch -> stretch.label() + took(stretch).map(took -> " for " + took).orElse(""))
                .collect(Collectors.joining("; ")));
        for (var stretch : band.stretches()) {
            double from = stretch.from().map(this::part).orElse(0.0);
            double width = Math.max(0, stretch.until().map(this::part).orElse(1.0) - from);
            html.element("svg", () -> html.element("rect", "", "width", "100%", "height", "100%")
                            .element("text", stretch.label(), "x", "8", "y", "20", "class", room(stretch.label(), width)),
                    "x", percent(from), "width", percent(width), "height", "30", "class", tone(stretch));
        }
    }

    /** Which words fit; the others stand in the list or the timeline. */
    private static String room(String label, double width) {
        int needed = label.codePointCount(0, label.length()) * LETTER + LETTER;
        return needed <= width * PHONE ? "fits" : needed <= width * DESK ? "wider" : "none";
    }

    private static String tone(Stretch stretch) {
        return "tone-" + stretch.tone().name().toLowerCase(Locale.ROOT);
    }

    private double part(Instant at) {
        double whole = Duration.between(first, last).toNanos();
        return EDGE + (1 - 2 * EDGE) * (whole == 0 ? 0.5 : Duration.between(first, at).toNanos() / whole);
    }

    private void ends() {
        html.element("span", () -> When.full(html, first)).element("span", Took.between(first, last))
                .element("span", () -> when.moment(html, last));
    }

    private void words(Stretch stretch) {
        html.element("span", "", "class", "key " + tone(stretch)).text(" ").element("strong", stretch.label());
        stretch.from().ifPresent(from -> {
            html.text(stretch.until().isPresent() ? " from " : " since ");
            when.moment(html, from);
        });
        stretch.until().ifPresent(until -> {
            html.text(stretch.from().isPresent() ? " to " : " until ");
            when.moment(html, until);
        });
        took(stretch).ifPresent(took -> html.text(" ").element("span", took, "class", "quiet"));
    }

    /** Empty where an end is open. */
    private static Optional<String> took(Stretch stretch) {
        return stretch.from().flatMap(from -> stretch.until().map(until -> Took.between(from, until)));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f%%", part * 100);
    }
}
