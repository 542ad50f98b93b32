package io.jenkins.plugins.greenlight.stage.image.scan;

import io.jenkins.plugins.greenlight.finding.AffectedPackage;
import io.jenkins.plugins.greenlight.finding.Finding;
import io.jenkins.plugins.greenlight.oci.OciImage;
import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.stage.findings.Brief;
import io.jenkins.plugins.greenlight.stage.findings.Origin;
import io.jenkins.plugins.greenlight.stage.image.build.BuiltImage;
import io.jenkins.plugins.greenlight.stage.image.build.LayerHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells which layer of an image a finding is in, and whether that is the base image's. */
final class Layers {
    private static final int LONGEST = 80;
    private static final Pattern SHELL = Pattern.compile("^(?:(?:RUN )?\\|\\d+ .*?)?/bin/sh -c (#\\(nop\\) +)?");

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> contents;
    private final Optional<String> base;
    private final int ofBase;
    private final String platform;

    /** @param platform before each place; empty where there is only one */
    Layers(BuiltImage built, OciImage image, String platform) {
        this.contents = contents(built, image);
        this.base = built.base().map(BuiltImage.Base::name);
        this.ofBase = built.base().map(own -> own.layersOf(image)).orElse(0);
        this.platform = platform;
        for (int at = 0; at < image.layers().size(); at++) {
            // of two layers that are the same the upper one counts: the application's
            numbers.put(image.layers().get(at).digest(), at);
            if (at < image.diffIds().size()) {
                numbers.put(image.diffIds().get(at), at);
            }
        }
    }

    /** How many of the lowest are the base image's. */
    int ofBase() {
        return ofBase;
    }

    int all() {
        return contents.size();
    }

    /** In no layer that is known it is the application's. */
    Origin origin(Finding finding) {
        var number = Optional.ofNullable(numbers.get(finding.layer()));
        boolean below = base.isPresent() && number.filter(at -> at < ofBase).isPresent();
        return new Origin(below ? ScanMeasures.BASE : ScanMeasures.APP, where(finding, number, below),
                below ? advice(finding) : "");
    }

    private String where(Finding finding, Optional<Integer> number, boolean below) {
        var before = platform.isEmpty() ? "" : platform + ", ";
        if (number.isEmpty()) {
            return before + (finding.layer().isEmpty() && finding.file().isEmpty() && finding.affected().isEmpty()
                    ? "the image's configuration" : "a layer that is not known");
        }
        var content = contents.get(number.get());
        return before + (below ? Brief.text(base.get(), LONGEST) + ", " : "") + "layer " + (number.get() + 1)
                + (content.isEmpty() ? "" : ": " + content);
    }

    private String advice(Finding finding) {
        return finding.affected().filter(found -> !found.fixedVersion().isEmpty()).map(this::rebase).orElse("");
    }

    private String rebase(AffectedPackage found) {
        return "fixed by rebasing: rebuild on a newer " + Brief.text(base.get(), LONGEST) + " that has "
                + Brief.text(found.name(), LONGEST) + " " + Brief.text(found.fixedVersion(), LONGEST);
    }

    /** What the builder says a layer brings, else the command that made it, as far as it tells no secret. */
    private static List<String> contents(BuiltImage built, OciImage image) {
        var made = history(image);
        var contents = new ArrayList<String>();
        for (int at = 0; at < image.layers().size(); at++) {
            var said = built.contents().getOrDefault(image.layers().get(at).digest(), "");
            contents.add(Brief.text(!said.isEmpty() || made.size() != image.layers().size() ? said : made.get(at), LONGEST));
        }
        return contents;
    }

    private static List<String> history(OciImage image) {
        try {
            var root = Json.read(image.archive().text(image.config()), "the configuration of " + image.archive().archive());
            return root.find("history").map(Node::items).orElse(List.of()).stream()
                    .filter(step -> step.find("empty_layer").isEmpty() || !step.get("empty_layer").flag())
                    .map(step -> plain(step.find("created_by").map(Node::text).orElse(""))).toList();
        } catch (IOException | ParseException e) {
            return List.of(); // words for people alone
        }
    }

    static String plain(String command) {
        return LayerHistory.masked(SHELL.matcher(command).replaceFirst(""));
    }
}
