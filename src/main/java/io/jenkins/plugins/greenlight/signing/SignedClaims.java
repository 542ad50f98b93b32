package io.jenkins.plugins.greenlight.signing;

import io.jenkins.plugins.greenlight.parse.Json;
import io.jenkins.plugins.greenlight.parse.Node;
import io.jenkins.plugins.greenlight.parse.ParseException;
import io.jenkins.plugins.greenlight.parse.Said;
import io.jenkins.plugins.greenlight.port.ImageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code cosign verify} prints of the signatures that it found good: a list of claims in JSON. */
final class SignedClaims {
    private final List<Node> claims;

    private SignedClaims(List<Node> claims) {
        this.claims = claims;
    }

    /** @throws ParseException when it is anything else */
    static SignedClaims of(String output, ImageDigest digest) {
        return new SignedClaims(Json.read(output, "cosign verify").items().stream().filter(claim ->
                claim.get("critical").get("image").get("docker-manifest-digest").text().equals(digest.value())).toList());
    }

    /** How many there are for just this image. */
    int count() {
        return claims.size();
    }

    /** Whose certificates they were made with, keyless; empty with a key. */
    String subjects() {
        return claims.stream().flatMap(claim -> text(claim, "Subject").stream()).distinct().collect(Collectors.joining(", "));
    }

    private static Optional<String> text(Node claim, String key) {
        return claim.find("optional").filter(Node::isMap).flatMap(all -> all.find(key)).filter(Node::isText).map(node ->
                Said.line(node.text()));
    }
}
