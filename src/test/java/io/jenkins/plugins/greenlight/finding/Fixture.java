package io.jenkins.plugins.greenlight.finding;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The reports beside these tests. */
final class Fixture {
    private Fixture() { }

    static Path file(String name) {
        try {
            return Path.of(Fixture.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
