package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code cosign version --json} says. @param text in one line, such as {@code v2.6.5} */
record CosignVersion(String text) {
    private static final Pattern RELEASE = Pattern.compile("v?(\\d{1,4})\\..*");
    /** What a cosign is taken for that somebody built by himself, and that does not say which it is. */
    private static final String USUAL = "2";
    private static final String NEXT = "3";

    /** Empty when this is no answer of cosign's. */
    static Optional<CosignVersion> read(String output) {
        try {
            return Json.read(output, "cosign version").find("gitVersion").filter(Node::isText).map(node ->
                    new CosignVersion(Said.line(node.text())));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private String generation() {
        var release = RELEASE.matcher(text);
        return release.matches() ? release.group(1) : USUAL;
    }

    boolean isSpoken() {
        return generation().equals(USUAL) || generation().equals(NEXT);
    }

    /** Flags with which cosign 3 signs and looks as cosign 2 does: each finds the other's signatures good, and only in that
     *  form do exit codes tell why one is not. */
    List<String> commonForm(boolean signs) {
        return generation().equals(USUAL) ? List.of()
                : signs ? List.of("--use-signing-config=false", "--new-bundle-format=false")
                        : List.of("--new-bundle-format=false");
    }
}
