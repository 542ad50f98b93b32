package io.jenkins.plugins.greenlight.finding.reader;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The reports beside these tests. */
final class Fixture {
    private Fixture() { }

    static Path file(String name) {
        try {
            return Path.of(Fixture.class.getResource("/io/jenkins/plugins/greenlight/finding/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
