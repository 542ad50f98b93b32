package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code cosign version --json} says. */
final class CosignVersion {
    private static final Pattern RELEASE = Pattern.compile("v?(\\d{1,4})\\..*");
    private static final String MAJOR = "2";

    private CosignVersion() { }

    /** The version it gives, one line; empty when this is no answer of cosign's. */
    static Optional<String> read(String output) {
        try {
            return Json.read(output, "cosign version").find("gitVersion").filter(Node::isText).map(node -> Said.line(node.text()));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** One that somebody built by himself may not say which it is; it is taken for the right one. */
    static boolean isSpoken(String version) {
        var release = RELEASE.matcher(version);
        return !release.matches() || release.group(1).equals(MAJOR);
    }
}
