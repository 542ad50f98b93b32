package io.jenkins.plugins.greenlight.registry;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** @param uri  that it came from
 *  @param body the first bytes of it; empty where it went elsewhere */
record Answer(URI uri, int status, HttpHeaders headers, byte[] body) {
    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    boolean redirects() {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }
}
